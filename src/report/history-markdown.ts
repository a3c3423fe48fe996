import type { Revision } from "../domain/revision.ts";
import { escapeMarkdown, markdownCode } from "./escape-markdown.ts";
import { approverWords, changeWords, timeWords, whoWords } from "./revision-words.ts";

const head = ["Time", "Commit", "Environment", "Change", "Proof", "By", "Reason", "Approved by", "Pull request"];

/** The history as a table in GitHub's Markdown, newest first. Whatever somebody wrote is escaped, and mentions nobody. */
export function formatHistoryMarkdown(history: readonly Revision[]): string {
  if (history.length === 0) return "No switch yet\n";
  const rows = [head, head.map(() => "---"), ...history.map(toRow)];
  return `${rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`;
}

function toRow(revision: Revision): string[] {
  const { commit, environment, proof, reason, pull_request } = revision;
  return [
    escapeMarkdown(timeWords(revision)),
    markdownCode(commit.slice(0, 10)),
    markdownCode(environment),
    markdownCode(changeWords(revision)),
    proof,
    code(whoWords(revision)),
    code(reason ?? ""),
    code(approverWords(revision)),
    pull_request === null ? "" : `#${pull_request}`,
  ];
}

/** An empty element would show as a grey dot. */
function code(text: string): string {
  return text === "" ? "" : markdownCode(text);
}
