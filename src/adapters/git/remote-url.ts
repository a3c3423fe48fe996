import { gitVariables, type Variables } from "./git-variables.ts";
import { isExit, runGit } from "./run-git.ts";

/** The address of a configured remote, as git would use it to fetch; undefined where there is no such remote. */
export async function readRemoteUrl(root: string, variables: Variables, name: string): Promise<string | undefined> {
  const place = { folder: root, variables: gitVariables(variables) };
  try {
    return (await runGit(place, ["remote", "get-url", "--", name])).trim();
  } catch (error) {
    if (isExit(error, 2)) return undefined;
    throw error;
  }
}
