import { Failure } from "../../domain/failure.ts";
import { commitTree } from "../git/commit-tree.ts";
import { moveRef } from "../git/move-ref.ts";
import type { Repository } from "../git/repository.ts";
import { runGit } from "../git/run-git.ts";
import { writeBlobs } from "../git/write-blobs.ts";
import { editTree } from "../git/write-tree.ts";
import { parsePull, printPull, pullFile, type Pull } from "./pull-file.ts";

const folder = "refs/litellm-profiles/pull/";

/** A pull request, and the commit by which it was read. */
export interface PullRef {
  readonly pull: Pull;
  readonly tip: string;
}

/** Every pull request, newest first. Refs that hold none are passed over. */
export async function readPulls(repository: Repository): Promise<PullRef[]> {
  const printed = await runGit(repository, ["for-each-ref", "--format=%(refname) %(objectname)", folder]);
  const refs = [...printed.matchAll(/^refs\/litellm-profiles\/pull\/([1-9]\d{0,8}) (\S+)$/gm)];
  const found = await Promise.all(refs.map(async ([, number, tip = ""]) => readAt(repository, Number(number), tip)));
  return found.filter((ref) => ref !== undefined).toSorted((a, b) => b.pull.number - a.pull.number);
}

/** One pull request. Throws `unknown-pull-request`. */
export async function readPull(repository: Repository, number: number): Promise<PullRef> {
  const [tip] = await repository.objects.read([folder + number]);
  const found = tip === undefined ? undefined : await readAt(repository, number, tip.id);
  if (found !== undefined) return found;
  throw new Failure(
    "unknown-pull-request",
    `There is no pull request ${number}`,
    "`litellm-profiles pr list --all` lists them",
  );
}

async function readAt({ objects }: Repository, number: number, tip: string): Promise<PullRef | undefined> {
  const [blob] = await objects.read([`${tip}:${pullFile}`]);
  const pull = blob === undefined ? undefined : parsePull(blob.data.toString());
  return pull?.number === number ? { pull, tip } : undefined;
}

/** Writes the next state of a pull request; false where somebody else did meanwhile. `from` is null for a new one. */
export async function writePull(repository: Repository, from: string | null, pull: Pull): Promise<boolean> {
  const blobs = await writeBlobs(repository, [printPull(pull)]);
  const tree = await editTree(repository, undefined, new Map([[pullFile, blobs[0] ?? null]]));
  const message = `Pull request ${pull.number}, ${pull.state}: ${pull.title}\n`;
  const to = await commitTree(repository, { tree, parents: from === null ? [] : [from], message, sign: false });
  return moveRef(repository, { ref: folder + pull.number, to, from, reason: "litellm-profiles: pull request" });
}

/** Reads, changes and writes a pull request until nobody came between. A change that changes nothing writes nothing. */
export async function changePull(
  repository: Repository,
  number: number,
  change: (pull: Pull) => Pull | Promise<Pull>,
): Promise<Pull> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const { pull, tip } = await readPull(repository, number);
    const next = await change(pull);
    if (next === pull || (await writePull(repository, tip, next))) return next;
  }
  throw new Failure("git-refused", `Pull request ${number} never stood still`, "Try again");
}
