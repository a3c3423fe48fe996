import type { PullRequest } from "../domain/pull-request.ts";
import { parseMarker } from "../domain/reviewed-plan.ts";
import { openModelMap } from "../litellm/model-map.ts";
import type { Reviews, World } from "../ports/world.ts";
import { staleCode, type JudgedMerge } from "./judge-merge.ts";
import { readingAt } from "./load-head.ts";
import { renderWorkTree } from "./render-work-tree.ts";

interface Stale {
  readonly pull: PullRequest;
  readonly judged: JudgedMerge;
}

/**
 * Commits onto a pull request's branch what its own sources render to, where nothing but stale configs keeps it from
 * being merged. Undefined where there is nothing to commit: on the branch of a switch, which `pr refresh` brings up to
 * date, on that of a fork, and where a merge alone makes them stale. Throws `branch-moved` and `push-refused`.
 */
export async function commitRendered(
  { store }: World,
  { branches }: Reviews,
  { pull, judged }: Stale,
): Promise<{ readonly commit: string; readonly paths: readonly string[] } | undefined> {
  const errors = judged.findings.filter(({ severity }) => severity === "error");
  const isOurs = parseMarker(pull.body) !== undefined;
  const isHere = judged.preview.tip === pull.head_commit;
  if (isOurs || !isHere || errors.length === 0 || errors.some(({ code }) => code !== staleCode)) return undefined;
  const files = new Map<string, string>();
  const tree = {
    readWorkTree: readingAt(store, pull.head_commit),
    async writeWorkTree(path: string, text: string) {
      files.set(path, text);
    },
  };
  await renderWorkTree(tree, openModelMap, { check: false });
  if (files.size === 0) return undefined;
  const commit = await branches.commit({
    tree: await branches.tree(pull.head_commit, files),
    parent: pull.head_commit,
    message: "Render the configs from their sources\n",
  });
  await branches.move(pull.head, { from: pull.head_commit, to: commit });
  return { commit, paths: [...files.keys()] };
}
