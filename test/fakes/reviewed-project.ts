import { join } from "node:path";
import { composeWorld } from "../../src/compose.ts";
import type { World } from "../../src/ports/world.ts";
import { git, makeFolder, makeRepository, variables, writeFiles } from "../adapters/git/git-repository.ts";
import { withOutputs } from "./memory-world.ts";
import { smallProject } from "./small-project.ts";

/** Sources whose switches are reviewed in the repository itself; no proxies. */
export const reviewedSources: Readonly<Record<string, string>> = {
  ...smallProject,
  "litellm-profiles.yaml": `${smallProject["litellm-profiles.yaml"]}forge: local\n`,
  "profiles/cheap.yaml": `tasks:
  classification: [{model: openai/gpt-4.1-nano}]
  synthesis: [{model: openai/gpt-4.1-mini}]
`,
  "environments/default.yaml": "# who answers here\nactive: premium # the best\n",
  "environments/staging.yaml": "active: balanced\n",
};

export const branch = "litellm-profiles/default";

/** A repository on real disk whose head holds the sources and what they render to. */
export function makeReviewedProject(sources = reviewedSources): string {
  return makeRepository({ ...withOutputs(sources), "README.md": "first\n" });
}

/** The world as a person sees it: everything is real. */
export async function asPerson(
  folder: string,
  name: string,
  own: Readonly<Record<string, string>> = {},
): Promise<World> {
  const email = `${name.toLowerCase()}@example.com`;
  const who = { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email };
  return composeWorld({ root: folder, variables: { ...variables, ...who, ...own } });
}

/** A commit of the checked-out branch, made by hand. */
export function commitByHand(folder: string, files: Readonly<Record<string, string>>): string {
  writeFiles(folder, files);
  git(folder, ["add", "--all"]);
  git(folder, ["commit", "--quiet", "--message=By hand"]);
  return git(folder, ["rev-parse", "HEAD"]).trim();
}

/** What a branch holds at a path. */
export function show(folder: string, revision: string, path: string): string {
  return git(folder, ["show", `${revision}:${path}`]);
}

/** What to make of a branch that is not checked out. */
interface OnBranch {
  /** Changes the last commit instead of making one. */
  readonly amend?: boolean;
  readonly removed?: readonly string[];
  readonly message?: string;
}

/** A commit on a branch that is not checked out, as a person makes it. */
export function commitOnBranch(
  folder: string,
  on: string,
  files: Readonly<Record<string, string>>,
  { amend = false, removed = [], message = "By hand" }: OnBranch = {},
): string {
  const place = join(makeFolder(), "work");
  git(folder, ["worktree", "add", "--quiet", place, on]);
  writeFiles(place, files);
  if (removed.length > 0) git(place, ["rm", "--quiet", "--", ...removed]);
  git(place, ["add", "--all"]);
  git(place, ["commit", "--quiet", ...(amend ? ["--amend", "--no-edit"] : [`--message=${message}`])]);
  git(folder, ["worktree", "remove", "--force", place]);
  return git(folder, ["rev-parse", on]).trim();
}
