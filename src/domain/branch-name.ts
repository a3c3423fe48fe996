const folder = "litellm-profiles/";

/**
 * Name of the branch that holds an environment's wanted change, without `refs/heads/`. The same environment gives the
 * same name, always. What a ref may not hold stands as `%` and the hexadecimal digits of its bytes.
 */
export function printBranchName(environment: string): string {
  return folder + encodeURIComponent(environment).replaceAll(/[^\w%-]/g, percent);
}

/** The environment whose change a branch holds; undefined for any other branch. */
export function parseBranchName(branch: string): string | undefined {
  if (!branch.startsWith(folder)) return undefined;
  try {
    const environment = decodeURIComponent(branch.slice(folder.length));
    return printBranchName(environment) === branch && environment !== "" ? environment : undefined;
  } catch {
    return undefined;
  }
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
