import { toolIdentity } from "../../domain/revision.ts";
import type { Variables } from "./git-variables.ts";
import { readIdentity, type Role } from "./identity.ts";
import type { Repository } from "./repository.ts";
import { runGit } from "./run-git.ts";

export interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly sign: boolean;
}

/**
 * Makes a commit object and returns its id; no ref moves, no hook runs. Author and committer are whom git would choose;
 * where git knows nobody, the tool itself.
 */
export async function commitTree(repository: Repository, commit: NewCommit): Promise<string> {
  try {
    return await run(repository, commit, {});
  } catch (error) {
    const variables = await nameTheNameless(repository);
    if (Object.keys(variables).length === 0) throw error;
    return run(repository, commit, variables);
  }
}

async function run(repository: Repository, commit: NewCommit, variables: Variables): Promise<string> {
  const { tree, parents, message, sign } = commit;
  const args = [...(sign ? ["-S"] : []), ...parents.flatMap((parent) => ["-p", parent]), "-F", "-"];
  const command = ["-c", "i18n.commitEncoding=UTF-8", "commit-tree", ...args, tree];
  const printed = await runGit(repository, command, { input: message, variables });
  return printed.trim();
}

async function nameTheNameless(repository: Repository): Promise<Variables> {
  const [author, committer] = await Promise.all(
    (["AUTHOR", "COMMITTER"] as const).map(async (role) => {
      const known = await readIdentity(repository, role);
      return known === undefined ? identityVariables(role) : {};
    }),
  );
  return { ...author, ...committer };
}

function identityVariables(role: Role): Variables {
  return { [`GIT_${role}_NAME`]: toolIdentity.name, [`GIT_${role}_EMAIL`]: toolIdentity.email };
}
