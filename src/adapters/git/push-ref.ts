import pRetry from "p-retry";
import { Failure } from "../../domain/failure.ts";
import { gistOf } from "./git-words.ts";
import { runRemoteGit, unreachableBy, type RemoteAnswer, type RemotePlace } from "./run-remote-git.ts";

/** What to bring to a remote. */
export interface RefPush {
  /** Empty to remove the ref. */
  readonly commit: string;
  /** Full name of the ref there. */
  readonly ref: string;
}

/**
 * `behind`: the remote's ref holds commits that the pushed one does not; `refused`: the remote itself said no, by a hook
 * or a protected branch, or because somebody was faster by a blink.
 */
export type PushAnswer =
  | { readonly outcome: "there" }
  | { readonly outcome: "behind" }
  | { readonly outcome: "refused"; readonly reason: string };

/** Nothing but the one ref travels, whatever the user's configuration adds to a push. */
const plain = ["--porcelain", "--no-verify", "--no-follow-tags", "--recurse-submodules=no"];

/**
 * Pushes without force, so the ref moves from exactly what the remote showed, to a descendant of it: nobody's commit can
 * be overwritten, which is what a lease would promise. Where the answer got lost, asks once more; what has arrived is
 * there then. Throws `remote-unreachable`.
 */
export async function pushRef(remote: RemotePlace, push: RefPush): Promise<PushAnswer> {
  return askTwice(async () => pushOnce(remote, push, []));
}

/** A ref to move from what it was seen at, descendant or not; null is no such ref. */
export interface RefLease {
  readonly ref: string;
  readonly from: string | null;
  readonly commit: string | null;
}

/**
 * Moves a ref of the remote by compare-and-swap; `behind` where it names something else than `from`. Where the answer
 * got lost, asks once more, which may be answered `behind`, too. Throws `remote-unreachable`.
 */
export async function leaseRef(remote: RemotePlace, { ref, from, commit }: RefLease): Promise<PushAnswer> {
  const lease = `--force-with-lease=${ref}:${from ?? ""}`;
  return askTwice(async () => pushOnce(remote, { commit: commit ?? "", ref }, [lease]));
}

async function askTwice(push: () => Promise<PushAnswer>): Promise<PushAnswer> {
  return pRetry(push, { retries: 1, minTimeout: 200, shouldRetry: ({ error }) => error instanceof Failure });
}

/** What a push would be answered, as far as that shows without sending anything. Throws `remote-unreachable`. */
export async function tryPush(remote: RemotePlace, push: RefPush): Promise<PushAnswer> {
  return pushOnce(remote, push, ["--dry-run"]);
}

async function pushOnce(remote: RemotePlace, push: RefPush, more: readonly string[]): Promise<PushAnswer> {
  const refspec = `${push.commit}:${push.ref}`;
  return readAnswer(remote, await runRemoteGit(remote, ["push", ...plain, ...more, "--", remote.name, refspec]));
}

/** `--porcelain` prints a line for the ref at each URL: flag, from and to, and `[what] (why)`. */
function readAnswer(remote: RemotePlace, answer: RemoteAnswer): PushAnswer {
  if (answer.exitCode === 0) return { outcome: "there" };
  const refusals = [...answer.printed.matchAll(/^!\t[^\t]*\t(\[[^\]]*\])(?: \((.*)\))?$/gm)];
  const refusal = refusals.find(([, what]) => what !== "[rejected]");
  if (refusal !== undefined) return { outcome: "refused", reason: reasonOf(refusal, answer) };
  if (refusals.length > 0) return { outcome: "behind" };
  throw unreachableBy(remote, answer);
}

function reasonOf([, what = "", why = what]: RegExpExecArray, { said }: RemoteAnswer): string {
  const words = gistOf(said);
  return words === "" ? gistOf(why) : `${gistOf(why)} (${words})`;
}
