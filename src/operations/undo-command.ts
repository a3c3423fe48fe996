/** The command that undoes a commit of an environment, for whoever reads what was done. */
export function undoCommand(environment: string, commit: string): string {
  return `npx litellm-profiles rollback ${commit.slice(0, 12)}${environmentOption(environment)}`;
}

/** Empty for the environment that commands take by themselves. */
export function environmentOption(environment: string): string {
  return environment === "default" ? "" : ` --environment ${environment}`;
}
