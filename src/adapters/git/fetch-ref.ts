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
export async function fetchRef({ repository, remote }: RemoteRepository, ref: string): Promise<string | undefined> {
  const listed = await ask(remote, ["ls-remote", "--", remote.name, ref]);
  // What is asked for matches the ends of names, so other refs may be listed too.
  const lines = listed.split("\n").map((line) => line.split("\t"));
  const [commit] = lines.find(([, name]) => name === ref) ?? [];
  if (commit === undefined) return undefined;
  const [known] = await repository.objects.read([commit]);
  if (known === undefined) await ask(remote, ["fetch", ...plain, "--", remote.name, ref]);
  return commit;
}

async function ask(remote: RemotePlace, args: readonly string[]): Promise<string> {
  const answer = await runRemoteGit(remote, args);
  if (answer.exitCode !== 0) throw unreachableBy(remote, answer);
  return answer.printed;
}
