import { Failure, SourcesInvalid, UnknownName } from "../domain/failure.ts";
import { findEnvironment, type Environment, type Project } from "../domain/project.ts";
import type { ReadFiles, SourceFiles } from "../domain/source-files.ts";
import type { Head, Store } from "../ports/store.ts";
import { loadProject } from "../sources/load-project.ts";
import { nameHint, nearestNames } from "../sources/nearest-name.ts";
import { readSourceFiles } from "../sources/source-files.ts";

/** An environment as the checked-out branch declares it; uncommitted work is not in it. */
export interface HeadState {
  readonly head: Head;
  /** The sources and what is rendered from them. */
  readonly files: SourceFiles;
  readonly project: Project;
  readonly environment: Environment;
}

/** Reads the tree of the head. Throws `sources-invalid`, `unknown-environment`, and what the store throws. */
export async function loadHead(store: Store, environment: string): Promise<HeadState> {
  return loadCommit(store, await store.head(), environment);
}

/** The same of any commit, and of the branch that it is for. */
export async function loadCommit(store: Pick<Store, "readFiles">, head: Head, environment: string): Promise<HeadState> {
  const files = await readSourceFiles(readingAt(store, head.commit));
  const { project, findings } = loadProject(files);
  if (project === undefined) throw new SourcesInvalid(findings);
  return { head, files, project, environment: requireEnvironment(project, environment) };
}

/** Reads the files of a commit. */
export function readingAt(store: Pick<Store, "readFiles">, commit: string): ReadFiles {
  return (paths) => store.readFiles(commit, paths);
}

/** The rendered config that the head holds; undefined where none is committed. */
export function outputOf({ files, environment }: Pick<HeadState, "files" | "environment">): string | undefined {
  return files.get(environment.output);
}

/** Throws `detached-head` where a commit would belong to no branch. */
export function requireBranch({ branch }: Head): void {
  if (branch !== null) return;
  throw new Failure(
    "detached-head",
    "No branch is checked out, so a change would belong to none",
    "Check a branch out: `git switch NAME`",
  );
}

/** Throws `unknown-environment`, with the nearest name. */
export function requireEnvironment(project: Project, name: string): Environment {
  const environment = findEnvironment(project, name);
  if (environment !== undefined) return environment;
  const names = project.environments.map((each) => each.name);
  throw new UnknownName("unknown-environment", `Environment \`${name}\` does not exist`, {
    hint: nameHint(name, names, "environments"),
    nearest: nearestNames(name, names),
  });
}

/** Throws `unknown-profile`, with the nearest name; an abstract one cannot be in force. */
export function requireProfile({ profiles, abstractProfiles }: Project, name: string): void {
  const names = profiles.map((profile) => profile.name);
  if (names.includes(name)) return;
  const isAbstract = abstractProfiles.some((profile) => profile.name === name);
  throw unknownProfile(name, names, isAbstract ? "is abstract: it is only there to be extended" : "does not exist");
}

export function unknownProfile(name: string, names: readonly string[], why = "does not exist"): UnknownName {
  return new UnknownName("unknown-profile", `Profile \`${name}\` ${why}`, {
    hint: nameHint(name, names, "profiles"),
    nearest: nearestNames(name, names),
  });
}

/** Throws `unknown-profile`, and `profile-not-listed` where the environment has a list without it. */
export function requireProfileIn(project: Project, { name, profiles, file }: Environment, profile: string): void {
  requireProfile(project, profile);
  if (profiles === undefined || profiles.includes(profile)) return;
  throw new Failure(
    "profile-not-listed",
    `Environment \`${name}\` does not list profile \`${profile}\``,
    `It lists ${profiles.map((listed) => `\`${listed}\``).join(", ")}; add it to \`profiles\` in \`${file}\` first`,
  );
}

/** Throws `unknown-task`, with the nearest name. */
export function requireTask({ tasks }: Project, name: string): void {
  const names = tasks.map((task) => task.name);
  if (names.includes(name)) return;
  throw new UnknownName("unknown-task", `Task \`${name}\` does not exist`, {
    hint: nameHint(name, names, "tasks"),
    nearest: nearestNames(name, names),
  });
}
