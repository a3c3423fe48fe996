import type { LoggedCommit } from "../../ports/store.ts";
import { fromTop, readTip, type Repository } from "./repository.ts";
import { runGit } from "./run-git.ts";

const marker = "\u0001commit";
const fields = ["%H", "%P", "%an", "%ae", "%cn", "%ce", "%ct", "%B"];

/** A changed path and its two blobs. */
interface RawChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** A commit before its blobs are read. */
interface RawCommit {
  readonly fields: readonly string[];
  readonly changes: readonly RawChange[];
}

const logArgs = [
  "-c",
  "log.follow=false",
  "-c",
  "log.showRoot=true",
  "log",
  "-z",
  "--raw",
  "--no-abbrev",
  "--no-renames",
  "--no-show-signature",
  "--no-ext-diff",
  "--encoding=UTF-8",
  "--topo-order",
  // Merges too, with what they changed against their first parent; parents are the nearest ones in this list.
  "--full-history",
  "--parents",
  "--diff-merges=first-parent",
  `--format=${marker}%x00${fields.join("%x00")}`,
];

/** The commits of `Store.log`: one `git log`, then all blobs in one go. */
export async function readLog(
  repository: Repository,
  paths: readonly string[],
  from?: string,
): Promise<LoggedCommit[]> {
  const tip = from ?? (await readTip(repository, "HEAD"));
  const printed = await runGit(repository, [...logArgs, tip, "--", ...paths.map((path) => fromTop(repository, path))]);
  const commits = parseLog(printed);
  const texts = await readTexts(repository, commits);
  return commits.map((commit) => toLogged(commit, repository.prefix, texts));
}

/** Fields are taken by their number, so that no message can pass for a commit or a change. */
function parseLog(printed: string): RawCommit[] {
  const tokens = printed.split("\0");
  const commits: RawCommit[] = [];
  for (let at = 0; tokens[at] === marker;) {
    const end = at + 1 + fields.length;
    const changes: RawChange[] = [];
    let next = end;
    for (; tokens[next]?.startsWith("\n:") === true || tokens[next]?.startsWith(":") === true; next += 2) {
      changes.push(parseChange(tokens[next] ?? "", tokens[next + 1] ?? ""));
    }
    commits.push({ fields: tokens.slice(at + 1, end), changes });
    at = next;
  }
  return commits;
}

/** `:modeBefore modeAfter idBefore idAfter M`; an id of zeros is no file. */
function parseChange(line: string, path: string): RawChange {
  const [, , before = "", after = ""] = line.trim().split(" ");
  return { path, before, after };
}

async function readTexts({ objects }: Repository, commits: readonly RawCommit[]): Promise<Map<string, string>> {
  const ids = commits.flatMap(({ changes }) => changes.flatMap(({ before, after }) => [before, after]));
  const unique = [...new Set(ids)].filter((id) => !/^0+$/.test(id));
  const blobs = await objects.read(unique);
  return new Map(
    blobs.flatMap((blob, index) => (blob?.type === "blob" ? [[unique[index] ?? "", blob.data.toString()]] : [])),
  );
}

function toLogged(raw: RawCommit, prefix: string, texts: ReadonlyMap<string, string>): LoggedCommit {
  const [
    commit = "",
    parents = "",
    name = "",
    email = "",
    committerName = "",
    committerEmail = "",
    at = "",
    message = "",
  ] = raw.fields;
  return {
    commit,
    parents: parents.split(" ").filter((parent) => parent !== ""),
    author: { name, email },
    committer: { name: committerName, email: committerEmail },
    at: printTime(Number(at)),
    message,
    changes: raw.changes.map(({ path, before, after }) => ({
      path: path.slice(prefix.length),
      before: texts.get(before) ?? null,
      after: texts.get(after) ?? null,
    })),
  };
}

/** Git takes any number of seconds for a date; a `Date` does not. */
function printTime(seconds: number): string {
  const time = new Date(seconds * 1000);
  return (Number.isNaN(time.getTime()) ? new Date(0) : time).toISOString();
}
