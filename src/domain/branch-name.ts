const folders = { standing: "litellm-profiles/", "break glass": "litellm-profiles-break-glass/" } as const;

/** What a branch holds: an environment's wanted change, or one that is in force before anybody has reviewed it. */
export type BranchKind = keyof typeof folders;

/**
 * Name of the branch that holds an environment's change, without `refs/heads/`. The same environment gives the same
 * name, always. What a ref may not hold stands as `%` and the hexadecimal digits of its bytes.
 */
export function printBranchName(environment: string, kind: BranchKind = "standing"): string {
  return folders[kind] + encodeURIComponent(environment).replaceAll(/[^\w%-]/g, percent);
}

/** The environment whose change a branch holds; undefined for any other branch. */
export function parseBranchName(branch: string, kind: BranchKind = "standing"): string | undefined {
  const folder = folders[kind];
  if (!branch.startsWith(folder)) return undefined;
  try {
    const environment = decodeURIComponent(branch.slice(folder.length));
    return printBranchName(environment, kind) === branch && environment !== "" ? environment : undefined;
  } catch {
    return undefined;
  }
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
