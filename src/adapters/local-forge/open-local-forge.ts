import { Failure } from "../../domain/failure.ts";
import type { NewPullRequest, PullRequest } from "../../domain/pull-request.ts";
import type { Person } from "../../domain/revision.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Forge, ForgeTraits } from "../../ports/forge.ts";
import type { Variables } from "../git/git-variables.ts";
import { isAncestor } from "../git/is-ancestor.ts";
import { openRepository, type Repository } from "../git/repository.ts";
import { mergePull } from "./merge-pull.ts";
import type { Pull } from "./pull-file.ts";
import { changePull, readPull, readPulls, writePull } from "./pull-refs.ts";

export interface LocalForgeOptions {
  /** The project folder. */
  readonly root: string;
  /** The process's own. */
  readonly variables: Variables;
  readonly clock: Pick<Clock, "now">;
  readonly actor: Person;
}

/** The repository itself as a forge: a pull request is a ref of its own, no account and no second database. */
export function openLocalForge({ root, variables, clock, actor }: LocalForgeOptions): Forge {
  let opened: Promise<Repository> | undefined;
  const open = async () => (opened ??= openRepository(root, variables));
  const now = () => clock.now().toISOString();
  const author = `${actor.name} <${actor.email}>`;
  const change = async (number: number, next: (pull: Pull) => Partial<Pull>): Promise<PullRequest> => {
    const repository = await open();
    const pull = await changePull(repository, number, (before) => changed(before, next(before), now()));
    return toPullRequest(repository, pull);
  };
  return {
    traits,
    async list({ head, state }) {
      const repository = await open();
      const pulls = (await readPulls(repository)).map(({ pull }) => pull);
      const wanted = pulls.filter(
        (pull) => (state === "all" || pull.state === "open") && (head === undefined || pull.head === head),
      );
      return Promise.all(wanted.slice(0, 100).map(async (pull) => toPullRequest(repository, pull)));
    },
    async get(number) {
      const repository = await open();
      return toPullRequest(repository, (await readPull(repository, number)).pull);
    },
    async open(asked) {
      const repository = await open();
      await requireNews(repository, asked);
      return toPullRequest(repository, await openPull(repository, asked, { author, updated_at: now() }));
    },
    async update(number, asked) {
      if ("title" in asked) return change(number, () => ({ title: asked.title, body: asked.body, base: asked.base }));
      const repository = await open();
      const [commit = null] = await headsOf(repository, [await readPull(repository, number)]);
      return change(number, ({ state }) => (state === "open" ? { state: "closed", head_commit: commit } : {}));
    },
    async merge(number, how) {
      const repository = await open();
      const { pull } = await readPull(repository, number);
      const commit = await mergePull(repository, pull, how);
      return change(number, ({ state }) =>
        state === "open" ? { state: "merged", head_commit: how.head, merge_commit: commit } : {},
      );
    },
    async comment(number, { kind, body, onlyReplaces = false }) {
      let isNew = false;
      await change(number, ({ comments }) => {
        const differs = comments[kind] !== body && !(onlyReplaces && comments[kind] === undefined);
        isNew ||= differs;
        return differs ? { comments: { ...comments, [kind]: body } } : {};
      });
      return isNew;
    },
    async report(number, { context, ...status }) {
      await change(number, ({ statuses }) => ({ statuses: { ...statuses, [context]: status } }));
    },
  };
}

const traits: ForgeTraits = {
  name: "This repository",
  bodyLimit: Number.POSITIVE_INFINITY,
  statusLimit: Number.POSITIVE_INFINITY,
  fileUrl: () => null,
};

function changed(before: Pull, next: Partial<Pull>, at: string): Pull {
  const after = { ...before, ...next };
  return JSON.stringify(after) === JSON.stringify(before) ? before : { ...after, updated_at: at };
}

/** The number is taken by compare-and-swap: of two that open one at once, one finds the other's. */
async function openPull(
  repository: Repository,
  { head, base, title, body }: NewPullRequest,
  made: Pick<Pull, "author" | "updated_at">,
): Promise<Pull> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const pulls = (await readPulls(repository)).map(({ pull }) => pull);
    const standing = pulls.find((pull) => pull.state === "open" && pull.head === head);
    if (standing !== undefined) return standing;
    const pull: Pull = {
      v: 1,
      number: (pulls[0]?.number ?? 0) + 1,
      state: "open",
      title,
      body,
      head,
      head_commit: null,
      base,
      ...made,
      merge_commit: null,
      comments: {},
      statuses: {},
    };
    if (await writePull(repository, null, pull)) return pull;
  }
  throw new Failure("git-refused", "Every number for a pull request was taken meanwhile", "Try again");
}

async function requireNews(repository: Repository, { head, base }: NewPullRequest): Promise<void> {
  const [ours, theirs] = await repository.objects.read([`refs/heads/${base}`, `refs/heads/${head}`]);
  const missing = ours === undefined ? base : head;
  if (ours === undefined || theirs === undefined) {
    throw new Failure("forge-refused", `There is no branch \`${missing}\``, "Push it first");
  }
  if (!(await isAncestor(repository, theirs.id, ours.id))) return;
  throw new Failure(
    "forge-refused",
    `Branch \`${head}\` holds nothing that \`${base}\` has not`,
    "Commit something on it first",
  );
}

async function headsOf(repository: Repository, pulls: readonly { readonly pull: Pull }[]): Promise<(string | null)[]> {
  const found = await repository.objects.read(pulls.map(({ pull }) => `refs/heads/${pull.head}`));
  return found.map((commit) => commit?.id ?? null);
}

/** A branch that somebody removed names nothing any more. */
async function toPullRequest(repository: Repository, pull: Pull): Promise<PullRequest> {
  const { v: _v, comments: _comments, statuses: _statuses, head_commit, ...shown } = pull;
  const [live = null] = head_commit === null ? await headsOf(repository, [{ pull }]) : [head_commit];
  return { ...shown, url: null, head_commit: live ?? "" };
}
