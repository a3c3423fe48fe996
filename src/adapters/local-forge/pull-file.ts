import type { CommitStatus, PullRequest } from "../../domain/pull-request.ts";

/** What `pull.json` holds; its form is a contract between versions of this tool. */
export interface Pull {
  readonly v: 1;
  readonly number: number;
  readonly state: PullRequest["state"];
  readonly title: string;
  readonly body: string;
  readonly head: string;
  /** Null while it is open: then the branch itself says it. */
  readonly head_commit: string | null;
  readonly base: string;
  readonly author: string;
  readonly merge_commit: string | null;
  readonly updated_at: string;
  /** Markdown by kind. */
  readonly comments: Readonly<Record<string, string>>;
  /** By context. */
  readonly statuses: Readonly<Record<string, Omit<CommitStatus, "context">>>;
}

export const pullFile = "pull.json";

export function printPull(pull: Pull): string {
  return `${JSON.stringify(pull, null, 2)}\n`;
}

/** Undefined for what is no pull request, also of a later version. */
export function parsePull(text: string): Pull | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isPull(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isPull(value: unknown): value is Pull {
  if (typeof value !== "object" || value === null) return false;
  const pull: Partial<Record<string, unknown>> = { ...value };
  const texts = [pull["title"], pull["body"], pull["head"], pull["base"], pull["author"], pull["updated_at"]];
  return (
    pull["v"] === 1 &&
    typeof pull["number"] === "number" &&
    ["open", "merged", "closed"].includes(String(pull["state"])) &&
    texts.every((text) => typeof text === "string") &&
    [pull["head_commit"], pull["merge_commit"]].every((id) => id === null || typeof id === "string") &&
    [pull["comments"], pull["statuses"]].every((record) => typeof record === "object" && record !== null)
  );
}
