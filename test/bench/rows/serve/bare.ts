import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { chat } from "../../load/chat.ts";
import type { LiveStage } from "../../stage/live-stage.ts";
import { medianOf, round } from "../../statistics.ts";

const run = promisify(execFile);
const times = 20;

/** What the machine needs for things that everybody knows; medians in milliseconds. */
export interface Bare {
  /** A completion by LiteLLM, whose provider answers at once. */
  readonly completion: number;
  /** `git commit --allow-empty` in the project. */
  readonly commit: number;
}

export async function measureBare({ proxy, project, variables }: LiveStage): Promise<Bare> {
  const [completions, commits]: [number[], number[]] = [[], []];
  for (let number = 0; number < times; number += 1) {
    const { sent, received } = await chat(proxy, { model: "classification", prompt: "hello", stream: false });
    completions.push(received - sent);
    const start = performance.now();
    await run("git", ["commit", "--quiet", "--allow-empty", "--message=Nothing"], { cwd: project, env: variables });
    commits.push(performance.now() - start);
  }
  return { completion: medianOf(completions), commit: medianOf(commits) };
}

/** How many times as long. */
export function ratiosTo({ completion, commit }: Bare, milliseconds: number) {
  return { to_completion: round(milliseconds / completion), to_commit: round(milliseconds / commit) };
}

export function describeRatios(bare: Bare, milliseconds: number): string {
  const { to_completion, to_commit } = ratiosTo(bare, milliseconds);
  const { completion, commit } = bare;
  return `median ${to_completion} × a bare completion (${completion} ms), ${to_commit} × a bare git commit (${commit} ms)`;
}
