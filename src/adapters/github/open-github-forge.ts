import type { Octokit } from "@octokit/rest";
import { Failure } from "../../domain/failure.ts";
import type { PullRequest } from "../../domain/pull-request.ts";
import type { Forge, ForgeTraits } from "../../ports/forge.ts";
import { putComment } from "./put-comment.ts";
import { readRefusal, toFailure } from "./github-failure.ts";
import { openOctokit, type OctokitPlace } from "./open-octokit.ts";
import type { GitHubRepository } from "./repository-name.ts";
import { toPullRequest } from "./to-pull-request.ts";

export interface GitHubForgeOptions extends Omit<OctokitPlace, "apiUrl"> {
  readonly repository: GitHubRepository;
}

/** A repository on GitHub, or on a GitHub of one's own. */
export function openGitHubForge({ repository, ...place }: GitHubForgeOptions): Forge {
  const { owner, name: repo, apiUrl } = repository;
  const where = { owner, repo };
  const named = `repository \`${owner}/${repo}\``;
  let opened: Promise<Octokit> | undefined;
  /** Asks, and says in the port's words why not. */
  const ask = async <T>(what: string, work: (octokit: Octokit) => Promise<T>): Promise<T> => {
    const octokit = await (opened ??= openOctokit({ ...place, apiUrl }));
    return work(octokit).catch((error: unknown) => {
      const refusal = readRefusal(error);
      throw refusal === undefined ? error : toFailure(refusal, what, error);
    });
  };
  const askAbout = async <T>(number: number, work: (octokit: Octokit) => Promise<T>): Promise<T> =>
    ask(`pull request ${number}`, work).catch((error: unknown) => {
      throw isStatus(error, 404) ? unknown(number, error) : error;
    });
  const get = async (number: number): Promise<PullRequest> =>
    askAbout(number, async ({ rest }) => toPullRequest((await rest.pulls.get({ ...where, pull_number: number })).data));
  const list: Forge["list"] = async ({ head, state }) =>
    ask(named, async ({ rest }) => {
      const narrowed = head === undefined ? {} : { head: `${owner}:${head}` };
      const { data } = await rest.pulls.list({ ...where, ...narrowed, state, per_page: 100 });
      return data.map(toPullRequest);
    });
  return {
    traits: traitsOf(repository),
    list,
    get,
    async open(asked) {
      try {
        return await ask("the pull request", async ({ rest }) =>
          toPullRequest((await rest.pulls.create({ ...where, ...asked })).data),
        );
      } catch (error) {
        // It exists already: somebody else's, or ours, of which only the answer got lost.
        const [standing] = isStatus(error, 422) ? await list({ head: asked.head, state: "open" }) : [];
        if (standing === undefined) throw error;
        return standing;
      }
    },
    update: async (number, change) =>
      askAbout(number, async ({ rest }) =>
        toPullRequest((await rest.pulls.update({ ...where, pull_number: number, ...change })).data),
      ),
    async merge(number, { head, message }) {
      const [title = "", ...body] = message.split("\n");
      const how = {
        sha: head,
        commit_title: title,
        commit_message: body.join("\n").trim(),
        merge_method: "merge",
      } as const;
      try {
        await askAbout(number, async ({ rest }) => rest.pulls.merge({ ...where, pull_number: number, ...how }));
      } catch (error) {
        if (![405, 409, 422].some((status) => isStatus(error, status))) throw error;
        const pull = await get(number);
        if (pull.state !== "merged") throw refusedMerge(number, error);
        return pull;
      }
      return get(number);
    },
    comment: async (number, comment) =>
      askAbout(number, async (octokit) => putComment(octokit, { ...where, number }, comment)),
    async report(_number, { commit, description, ...status }) {
      const shown = { ...status, description: cut(description, statusLimit) };
      await ask(`commit \`${commit.slice(0, 12)}\``, async ({ rest }) =>
        rest.repos.createCommitStatus({ ...where, sha: commit, ...shown }),
      );
    },
  };
}

const statusLimit = 140;

function traitsOf({ pagesUrl, owner, name }: GitHubRepository): ForgeTraits {
  return {
    name: "GitHub",
    bodyLimit: 65_536,
    statusLimit,
    fileUrl: (branch, path) => [pagesUrl, owner, name, "blob", branch, path].map(encodeURI).join("/"),
  };
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}

function isStatus(error: unknown, status: number): boolean {
  return error instanceof Failure && readRefusal(error.cause)?.status === status;
}

function unknown(number: number, cause: unknown): Failure {
  return new Failure(
    "unknown-pull-request",
    `There is no pull request ${number}`,
    "`litellm-profiles pr list --all` lists them",
    { cause },
  );
}

function refusedMerge(number: number, error: unknown): unknown {
  if (!(error instanceof Failure)) return error;
  return isStatus(error, 409)
    ? new Failure(
        "branch-moved",
        `The branch of pull request ${number} has moved`,
        "Look at what is there now, then try again",
        { cause: error },
      )
    : new Failure(
        "merge-refused",
        `Pull request ${number} cannot be merged: ${error.message}`,
        "Settle what GitHub names, then try again",
        { cause: error },
      );
}
