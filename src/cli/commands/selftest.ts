import type { Command } from "commander";
import { composeInstallation, writeOutput } from "../../compose.ts";
import { selfTestJson } from "../../report/self-test-json.ts";
import { selfTestJunit } from "../../report/self-test-junit.ts";
import { selfTestEnd, selfTestLine } from "../../report/self-test-text.ts";
import { runSelfTest } from "../../selftest/run-self-test.ts";
import { addEnvironment, addExamples, addFormat, type EnvironmentOptions, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";

interface SelfTestOptions extends EnvironmentOptions, FormatOptions {
  readonly url: string;
  readonly proxy?: string;
  readonly junit?: string;
}

export function define(command: Command, run: Run): void {
  command
    .description(
      `Test a live installation as programs outside see it: calls, configuration, switches, tasks, a whole workflow. It
switches profiles for real and asks each task a short question, then puts back what it found; the commits stay in the
history. Ctrl-C puts it back, too. An environment whose switches are reviewed first is refused, unchanged; so is one that
waits for the end of a temporary switch or for a scheduled one, as no switch could put that back.

LITELLM_PROFILES_TOKEN is a token of role \`admin\`, where the control plane asks for one. The proxy is LITELLM_URL with
LITELLM_API_KEY, else with LITELLM_MASTER_KEY; absent, the one that \`npm start\` runs here.

Exit code 0: all tests passed. 1: some did not. 2: it could not be tried.`,
    )
    .option("--url <url>", "the control plane", "http://127.0.0.1:8000")
    .option("--proxy <url>", "the proxy that applications call; absent, LITELLM_URL")
    .option("--junit <file>", "write the results as JUnit XML, too")
    .action((options: SelfTestOptions) => run(options.format, (terminal) => test(options, terminal)));
  addEnvironment(command);
  addFormat(command);
  addExamples(command, [
    ["selftest", "of what `npm start` runs"],
    ["selftest -e staging --url https://profiles.example --junit selftest.xml", "of another machine"],
  ]);
}

async function test({ environment, url, proxy, junit, format }: SelfTestOptions, terminal: Terminal): Promise<Output> {
  const signal = terminal.untilStopped();
  const isForPeople = format !== "json";
  let shown = "";
  const result = await runSelfTest({
    place: await composeInstallation({ environment, url, ...(proxy !== undefined && { proxy }) }),
    elapsed: () => performance.now(),
    tell(section, check) {
      if (!isForPeople) return;
      terminal.say(`${section === shown ? "" : `${section}\n`}${selfTestLine(check, terminal)}`);
      shown = section;
    },
    signal,
  });
  if (junit !== undefined) await writeOutput(junit, selfTestJunit(result));
  const isWell = result.failed === 0 && !result.stopped && result.left_behind === null;
  return { stdout: isForPeople ? selfTestEnd(result) : selfTestJson(result), exitCode: isWell ? 0 : 1 };
}
