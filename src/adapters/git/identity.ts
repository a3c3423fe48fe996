import { toolIdentity, type Person } from "../../domain/revision.ts";
import { gitVariables, type Variables } from "./git-variables.ts";
import { runGit, type GitPlace } from "./run-git.ts";

export type Role = "AUTHOR" | "COMMITTER";

/** Who acts in a project folder: whom git would name as author, or the tool itself where git knows nobody. */
export async function readActor(root: string, variables: Variables): Promise<Person> {
  return (await readIdentity({ folder: root, variables: gitVariables(variables) }, "AUTHOR")) ?? toolIdentity;
}

/** Whom git would name in a commit; undefined where it knows nobody. */
export async function readIdentity(place: GitPlace, role: Role): Promise<Person | undefined> {
  const line = await runGit(place, ["var", `GIT_${role}_IDENT`]).catch(() => "");
  const [, name, email] = /^(.*) <(.*)> \d+ [+-]\d{4}$/s.exec(line.trim()) ?? [];
  return name === undefined || email === undefined ? undefined : { name, email };
}
