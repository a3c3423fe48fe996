import { spawn } from "node:child_process";
import { once } from "node:events";
import { gitVariables } from "./bench-project.ts";

const profiles = ["premium", "balanced", "cost_effective"];
const start = 1_700_000_000;
const place = "environments/default.yaml";

/**
 * An empty repository's `main` gets so many commits that each change an environment: every tenth is the merge of a pull
 * request, whose own commit is the ninth, and every hundredth carries a proof note.
 */
export async function writeLongHistory(folder: string, commits: number): Promise<void> {
  await run(folder, ["init", "--quiet", "--initial-branch=main"]);
  const numbers = Array.from({ length: commits }, (_, number) => number);
  await run(folder, ["fast-import", "--quiet"], numbers.map(printCommit).join("") + printNotes(numbers));
}

/** Mark n + 1 is commit n. A side commit comes from the one before it; its merge has that as first parent too. */
function printCommit(number: number): string {
  const profile = profiles[number % profiles.length] ?? "premium";
  const digit = number % 10;
  if (digit === 8) return commit("refs/heads/side", number, switchMessage(number, profile), [number]) + file(profile);
  if (digit === 9) {
    const message = `Merge pull request #${number} from ada/switch\n\nApproved-by: Bob <bob@example.com>\n`;
    const side = profiles[(number - 1) % profiles.length] ?? "premium";
    return commit("refs/heads/main", number, message, [number - 1, number]) + file(side);
  }
  return (
    commit("refs/heads/main", number, switchMessage(number, profile), number === 0 ? [] : [number]) + file(profile)
  );
}

function commit(ref: string, number: number, message: string, parents: readonly number[]): string {
  const [first, second] = parents;
  return `commit ${ref}
mark :${number + 1}
committer Ada <ada@example.com> ${start + number * 60} +0000
data ${Buffer.byteLength(message)}
${message}
${first === undefined ? "" : `from :${first}\n`}${second === undefined ? "" : `merge :${second}\n`}`;
}

function file(profile: string): string {
  const text = `active: ${profile}\n`;
  return `M 100644 inline ${place}\ndata ${text.length}\n${text}\n`;
}

function switchMessage(number: number, profile: string): string {
  return `Switch default to ${profile}

Profile-Environment: default
Profile-From: ${profiles[(number + 2) % profiles.length]}
Profile-To: ${profile}
Profile-Reason: Reason ${number}
Profile-By: Ada <ada@example.com>
`;
}

function printNotes(numbers: readonly number[]): string {
  const notes = numbers
    .filter((number) => number % 100 === 0)
    .map((number) => {
      const note = {
        v: 1,
        environment: "default",
        output_sha256: "00",
        outcome: "proven",
        at: "2026-01-01T00:00:00.000Z",
        by: "Ada",
        workers: 1,
      };
      const text = `${JSON.stringify(note)}\n`;
      return `N inline :${number + 1}\ndata ${text.length}\n${text}\n`;
    });
  return `commit refs/notes/litellm-profiles\ncommitter Ada <ada@example.com> ${start} +0000\ndata 5\nNotes\n${notes.join("")}`;
}

async function run(folder: string, args: readonly string[], input = ""): Promise<void> {
  const child = spawn("git", args, { cwd: folder, env: gitVariables, stdio: ["pipe", "inherit", "inherit"] });
  child.stdin.end(input);
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`git ${args[0]} ended with ${code}`);
}
