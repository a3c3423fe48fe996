import type { Doubt, Proof } from "../domain/proof.ts";
import { markdownCode, markdownSentence } from "./escape-markdown.ts";

/** What a proof is of, and what was done about it. */
export interface ProvedCommit {
  readonly environment: string;
  readonly commit: string;
  readonly proof: Extract<Proof, { readonly outcome: "proven" | "unproven" }>;
  /** Whether the config before went back. */
  readonly isBack: boolean;
}

/** One line for the list of checks; the same again where the same is seen again. */
export function proofSentence({ proof, isBack }: Pick<ProvedCommit, "proof" | "isBack">): string {
  const workers = `${proof.workers} worker${proof.workers === 1 ? "" : "s"}`;
  if (proof.outcome === "proven") return `Proven live in ${workers}`;
  const [first] = proof.doubts;
  const seen = first === undefined ? "" : `: ${first.seen}`;
  return `Not proven in time${isBack ? ", the config before is back" : ""}${seen}`;
}

/** The same for a pull request, with all that was seen, in GitHub's Markdown. */
export function proofMarkdown({ environment, commit, proof, isBack }: ProvedCommit): string {
  const where = `${markdownCode(environment)}, commit ${markdownCode(commit.slice(0, 12))}`;
  const lines =
    proof.outcome === "proven"
      ? [
          `**${proofSentence({ proof, isBack })}**: ${where}`,
          ...notes([...exceptLines(proof.except), ...proof.caveats]),
        ]
      : [`**Not proven in time**: ${where}`, ...notes(proof.doubts.map(doubtLine)), ...(isBack ? [back] : [])];
  return `${lines.join("\n\n")}\n`;
}

const back = "The config before went back to the proxies.";

/** Lines of a list, as one block; nothing where there are none. */
function notes(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [lines.map((line) => `- ${markdownSentence(line)}`).join("\n")];
}

function exceptLines(except: readonly string[]): string[] {
  return except.length === 0 ? [] : [`Live except what waits for a restart: ${except.join(", ")}`];
}

function doubtLine({ proxy, worker, seen, differences }: Doubt): string {
  const doubter = worker === undefined ? proxy : `${proxy} worker ${worker}`;
  const more =
    differences.length === 0 ? "" : ` (${differences.length} difference${differences.length === 1 ? "" : "s"})`;
  return `${doubter}: ${seen}${more}`;
}
