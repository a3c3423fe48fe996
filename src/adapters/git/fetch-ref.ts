import { runRemoteGit, unreachableBy, type RemotePlace, type RemoteRepository } from "./run-remote-git.ts";

/** Nothing here changes but the object store: no tag, no remote-tracking branch, no `FETCH_HEAD`, no clean-up. */
const plain = [
  "--no-tags",
  "--refmap=",
  "--no-write-fetch-head",
  "--no-prune",
  "--no-recurse-submodules",
  "--no-auto-maintenance",
];

/**
 * The commit that a ref of the remote names, brought here; undefined where the remote has no such ref. Throws
 * `remote-unreachable`.
 */
export async function fetchRef(reached: RemoteRepository, ref: string): Promise<string | undefined> {
  return (await fetchRefs(reached, [ref])).get(ref);
}

/** The same of several at once, without those that the remote does not have. */
export async function fetchRefs(
  reached: RemoteRepository,
  refs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { remote } = reached;
  const listed = await ask(remote, ["ls-remote", "--", remote.name, ...refs]);
  const lines = listed.split("\n").map((line) => line.split("\t"));
  // What is asked for matches the ends of names, so other refs may be listed too.
  const found = lines.filter(([, name = ""]) => refs.includes(name));
  const commits = new Map(found.map(([commit = "", name = ""]) => [name, commit]));
  await fetchCommits(reached, commits);
  return commits;
}

/** Brings the commits here that refs of the remote name, where they are not here yet. Throws `remote-unreachable`. */
export async function fetchCommits(
  { repository, remote }: RemoteRepository,
  commits: ReadonlyMap<string, string>,
): Promise<void> {
  const known = await repository.objects.read([...commits.values()]);
  const missing = [...commits.keys()].filter((_, index) => known[index] === undefined);
  if (missing.length > 0) await ask(remote, ["fetch", ...plain, "--", remote.name, ...missing]);
}

async function ask(remote: RemotePlace, args: readonly string[]): Promise<string> {
  const answer = await runRemoteGit(remote, args);
  if (answer.exitCode !== 0) throw unreachableBy(remote, answer);
  return answer.printed;
}
