import { join } from "node:path";
import { afterEach, onTestFinished } from "vitest";
import type { World } from "../../src/ports/world.ts";
import { git, makeFolder, makeRepository } from "../adapters/git/git-repository.ts";
import { withOutputs } from "../fakes/memory-world.ts";
import { asPerson, branch, commitByHand, reviewedSources } from "../fakes/reviewed-project.ts";
import { GitHubDouble } from "./github-double.ts";

const doubles: GitHubDouble[] = [];

/** Whatever was sent or answered, against GitHub's own description; a file that takes a project here calls it once. */
export function requireNoComplaints(): void {
  afterEach(() => {
    for (const double of doubles.splice(0)) double.requireNoComplaint();
  });
}

/** A repository on GitHub, and clones of two people who push to it over HTTP. */
export async function onGitHub(reviewed = reviewedSources) {
  const bare = makeRepository(null, ["--bare"]);
  const double = new GitHubDouble(bare);
  await double.start();
  doubles.push(double);
  onTestFinished(() => double.stop());
  const file = reviewed["litellm-profiles.yaml"]?.replace("forge: local", `forge: {base_url: "${double.apiUrl}"}`);
  const sources = { ...reviewed, "litellm-profiles.yaml": file ?? "" };
  git(makeRepository({ ...withOutputs(sources), "README.md": "first\n" }), ["push", "--quiet", bare, "main"]);
  const [ada, bob] = await Promise.all([clone(bare, double, "Ada"), clone(bare, double, "Bob")]);
  const tip = (ref = branch) => git(bare, ["for-each-ref", "--format=%(objectname)", `refs/heads/${ref}`]).trim();
  return { bare, double, sources, ada, bob, tip };
}

/** A person's clone, and the world as they see it. */
export interface Clone extends World {
  readonly folder: string;
}

async function clone(bare: string, double: GitHubDouble, name: string): Promise<Clone> {
  const folder = join(makeFolder(), name);
  git(makeFolder(), ["clone", "--quiet", bare, folder]);
  git(folder, ["remote", "set-url", "origin", double.remoteUrl]);
  return { ...(await asPerson(folder, name, { GITHUB_TOKEN: "token" })), folder };
}

/** Brings a clone's branch to what is there; from the disk, as the double answers from this very process. */
export function pull({ folder }: Pick<Clone, "folder">, bare: string): void {
  git(folder, ["pull", "--quiet", "--ff-only", bare, "main"]);
}

/** A commit by hand, pushed to a branch there. */
export function pushByHand(
  bare: string,
  on: string,
  files: Readonly<Record<string, string>>,
  { force = false } = {},
): string {
  const folder = join(makeFolder(), "work");
  git(makeFolder(), ["clone", "--quiet", "--branch", on, bare, folder]);
  const commit = commitByHand(folder, files);
  git(folder, ["push", "--quiet", ...(force ? ["--force"] : []), "origin", on]);
  return commit;
}

export async function callsOf(double: GitHubDouble, work: () => Promise<unknown>): Promise<string[]> {
  const before = double.calls.length;
  await work();
  return double.calls.slice(before);
}
