/** Environment variables of a process. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Names that redirect git to another repository, index or program, in upper case. `PREFIX` is git's own for aliases. */
const programs = new Set(["EDITOR", "VISUAL", "PAGER", "PREFIX", "SSH_ASKPASS"]);

/** The `GIT_` names that say who the user is and where their configuration lies. */
const kept = /^GIT_((AUTHOR|COMMITTER)_(NAME|EMAIL|DATE)|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|(KEY|VALUE)_\d+))$/;

/**
 * The variables that git gets: all of the user's but those that would lead it away from this repository, as
 * `GIT_DIR` and `GIT_INDEX_FILE` do inside a hook. Messages are in English.
 */
export function gitVariables(variables: Variables): Record<string, string> {
  const entries = Object.entries(variables).filter((entry): entry is [string, string] => {
    const [name, value] = entry;
    return value !== undefined && !programs.has(name.toUpperCase()) && (!/^GIT_/i.test(name) || kept.test(name));
  });
  return { ...Object.fromEntries(entries), LC_ALL: "C.UTF-8" };
}

/** The `GIT_` names among the variables. */
export function gitNames(variables: Variables): string[] {
  return Object.keys(variables).filter((name) => name.startsWith("GIT_"));
}
