import { InvalidArgumentError, type Command } from "commander";
import { readOptionalFile } from "../compose.ts";
import { Failure } from "../domain/failure.ts";
import type { Finding, Severity } from "../domain/finding.ts";
import type { Validation } from "../operations/validate-project.ts";
import { ruleDescriptions } from "../rules/rule-descriptions.ts";
import { atLeast } from "../rules/selection/at-least.ts";
import { readBaseline, type Baseline } from "../rules/selection/baseline.ts";
import { selectFindings } from "../rules/selection/select-findings.ts";
import { parseSeveritySetting, type SeveritySetting } from "../rules/selection/severity-settings.ts";

/** Options that say which findings count. */
export interface ChoiceOptions {
  readonly baseline?: string;
  readonly info?: boolean;
  readonly rule?: readonly SeveritySetting[];
}

/** `--rule`, `--info` and `--baseline`. */
export function addChoice(command: Command): Command {
  return command
    .option("--rule <setting>", "`CODE=LEVEL` or `GLOB:CODE=LEVEL`: error, warning, info or off", collect)
    .option("--info", "show remarks, too")
    .option("--baseline <file>", "accept the findings that this file lists");
}

/** The findings that count. */
type Choose = (validation: Validation) => Finding[];

/** Reads what the options name, once for all that is checked. Throws `no-such-file` and `bad-baseline`. */
export async function openChoice(options: ChoiceOptions): Promise<Choose> {
  const baseline = options.baseline === undefined ? [] : await loadBaseline(options.baseline);
  const least: Severity = options.info === true ? "info" : "warning";
  return ({ findings, files }) =>
    atLeast(selectFindings(findings, files, { settings: options.rule ?? [], baseline }), least);
}

/** The findings that count. Throws `no-such-file` and `bad-baseline`. */
export async function chooseFindings(validation: Validation, options: ChoiceOptions): Promise<Finding[]> {
  return (await openChoice(options))(validation);
}

async function loadBaseline(path: string): Promise<Baseline> {
  const hint = "`litellm-profiles validate --write-baseline FILE` makes one";
  const text = await readOptionalFile(path);
  if (text === undefined) throw new Failure("no-such-file", `There is no baseline \`${path}\``, hint);
  const baseline = readBaseline(text);
  if (baseline === undefined) throw new Failure("bad-baseline", `\`${path}\` is no baseline of version 1`, hint);
  return baseline;
}

function collect(text: string, before: readonly SeveritySetting[] = []): readonly SeveritySetting[] {
  const codes = ruleDescriptions.map(({ code }) => code);
  const parsed = parseSeveritySetting(text, codes);
  if ("problem" in parsed) throw new InvalidArgumentError(parsed.problem);
  return [...before, parsed.setting];
}
