import type { Command } from "commander";
import { composeWorld } from "../../compose.ts";
import type { PullRequest } from "../../domain/pull-request.ts";
import { closePullRequest } from "../../operations/close-pull-request.ts";
import { mergePullRequest } from "../../operations/merge-pull-request.ts";
import { openReviews } from "../../operations/open-reviews.ts";
import { refreshPullRequest } from "../../operations/refresh-pull-request.ts";
import { endedPullRequestText, pullRequestListText, pullRequestText } from "../../report/pull-request-text.ts";
import { addExamples, addFormat, type FormatOptions } from "../options.ts";
import type { Output, Run, Terminal } from "../output.ts";
import { readPullNumber } from "../read-pull-number.ts";
import { printSwitch } from "./print-switch.ts";

interface ListOptions extends FormatOptions {
  readonly all?: boolean;
}

export function define(command: Command, run: Run): void {
  command.description(
    "Pull requests of the forge that `litellm-profiles.yaml` names; without one, those that this repository holds itself, in refs/litellm-profiles/pull.",
  );
  const list = command
    .command("list")
    .description("List the pull requests that are open, newest first.")
    .option("--all", "those that have ended, too")
    .action((options: ListOptions) => run(options.format, () => showList(options)));
  const show = withNumber(command, "show", "Show one pull request with its body.", run, showOne);
  const merge = withNumber(
    command,
    "merge",
    "Merge a pull request, where what would be merged is still what was reviewed.",
    run,
    mergeOne,
  );
  const close = withNumber(command, "close", "Close a pull request and remove its branch.", run, closeOne);
  const refresh = withNumber(
    command,
    "refresh",
    "Bring a pull request up to date with the branch that it goes into; close it where that has all it asks for.",
    run,
    refreshOne,
  );
  for (const each of [list, show, merge, close, refresh]) addFormat(each);
  addExamples(command, [
    ["pr list", "what waits for review"],
    ["pr show 3", "who asks for what, and what it would do"],
    ["pr merge 3", "then `litellm-profiles deliver` brings it to the proxies"],
    ["pr close 3", "withdraws it"],
  ]);
}

type Work = (number: number, options: FormatOptions, terminal: Terminal) => Promise<Output>;

// eslint-disable-next-line eslint/max-params
function withNumber(command: Command, name: string, description: string, run: Run, work: Work): Command {
  return command
    .command(name)
    .argument("<number>", "the number of the pull request", readPullNumber)
    .description(description)
    .action((number: number, options: FormatOptions) =>
      run(options.format, (terminal) => work(number, options, terminal)),
    );
}

async function showList({ all = false, format }: ListOptions): Promise<Output> {
  const { forge } = await openReviews(await composeWorld());
  const pulls = await forge.list({ state: all ? "all" : "open" });
  return { stdout: format === "json" ? printJson({ pull_requests: pulls }) : pullRequestListText(pulls), exitCode: 0 };
}

async function showOne(number: number, { format }: FormatOptions): Promise<Output> {
  const { forge } = await openReviews(await composeWorld());
  return print(await forge.get(number), format);
}

async function mergeOne(number: number, { format }: FormatOptions): Promise<Output> {
  return print(await mergePullRequest(await composeWorld(), number), format, endedPullRequestText);
}

async function closeOne(number: number, { format }: FormatOptions): Promise<Output> {
  return print(await closePullRequest(await composeWorld(), number), format, endedPullRequestText);
}

async function refreshOne(number: number, { format }: FormatOptions, terminal: Terminal): Promise<Output> {
  const world = await composeWorld({ progress: terminal.progress });
  return printSwitch(await refreshPullRequest(world, number), format, terminal);
}

function print(pull: PullRequest, format: string, text = pullRequestText): Output {
  return { stdout: format === "json" ? printJson({ pull_request: pull }) : text(pull), exitCode: 0 };
}

function printJson(value: object): string {
  return `${JSON.stringify({ version: 1, ...value }, null, 2)}\n`;
}
