import { join } from "node:path";
import { gitVariables, type Variables } from "./git-variables.ts";
import { runGit, type GitPlace } from "./run-git.ts";

const questions = ["--git-dir", "--git-common-dir", "--show-toplevel", "--show-prefix"];

/**
 * The project folder in the main work tree of its repository: for a linked work tree (`git worktree add`) the one of
 * the clone that it belongs to. The folder itself where there is no git, or no main work tree.
 */
export async function mainWorkTree(root: string, variables: Variables): Promise<string> {
  const place = { folder: root, variables: gitVariables(variables) };
  const answer = await runGit(place, ["rev-parse", "--path-format=absolute", ...questions]).catch(() => "");
  const [own, common, top = "", prefix = ""] = answer.split("\n");
  if (top === "" || own === common) return root;
  const main = await readMain(place);
  return main === undefined ? root : join(main, prefix);
}

/** Git lists the main work tree first; a bare repository has none. */
async function readMain(place: GitPlace): Promise<string | undefined> {
  const [first = ""] = (await runGit(place, ["worktree", "list", "--porcelain"])).split("\n\n");
  const lines = first.split("\n");
  return lines.includes("bare") ? undefined : lines[0]?.replace(/^worktree /, "");
}
