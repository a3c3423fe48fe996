import { environmentOption } from "../report/environment-option.ts";

/** The command that undoes a commit of an environment, for whoever reads what was done. */
export function undoCommand(environment: string, commit: string): string {
  return `npx litellm-profiles rollback ${commit.slice(0, 12)}${environmentOption(environment)}`;
}
