import type { Command } from "commander";
import { Failure } from "../../domain/failure.ts";
import { ruleText, rulesText } from "../../report/rules-text.ts";
import { ruleDescriptions, ruleGroups } from "../../rules/rule-descriptions.ts";
import { nearestName } from "../../sources/nearest-name.ts";
import { addExamples, addFormat, type FormatOptions } from "../options.ts";
import type { Output, Run } from "../output.ts";

export function define(command: Command, run: Run): void {
  command
    .description("Say what a rule looks for and how bad it is; without a code, list all rules.")
    .argument("[code]", "the code that stands in a finding")
    .action((code: string | undefined, { format }: FormatOptions) =>
      run(format, () => Promise.resolve(code === undefined ? listRules(format) : explain(code, format))),
    );
  addFormat(command);
  addExamples(command, [
    ["explain alias-value", "one rule"],
    ["explain", "all of them"],
  ]);
}

function listRules(format: string): Output {
  const stdout = format === "json" ? printJson({ rules: ruleDescriptions }) : rulesText(ruleDescriptions);
  return { stdout, exitCode: 0 };
}

/** A code that stands for a rule about sources and one about configs is explained twice. */
function explain(code: string, format: string): Output {
  const found = ruleGroups.flatMap(({ about, rules }) =>
    rules.filter((rule) => rule.code === code).map((rule) => ({ rule, about })),
  );
  if (found.length === 0) throw unknownRule(code);
  const stdout =
    format === "json"
      ? printJson({ rules: found.map(({ rule, about }) => ({ ...rule, about })) })
      : found.map(({ rule, about }) => ruleText(rule, about)).join("\n");
  return { stdout, exitCode: 0 };
}

function unknownRule(code: string): Failure {
  const near = nearestName(
    code,
    ruleDescriptions.map((rule) => rule.code),
  );
  const hint = near === undefined ? "`litellm-profiles explain` lists all rules" : `Did you mean \`${near}\`?`;
  return new Failure("unknown-rule", `There is no rule \`${code}\``, hint);
}

function printJson(value: object): string {
  return `${JSON.stringify({ version: 1, ...value }, null, 2)}\n`;
}
