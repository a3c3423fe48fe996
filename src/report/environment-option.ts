/** What a command takes to act in an environment; empty for the one that commands take by themselves. */
export function environmentOption(environment: string): string {
  return environment === "default" ? "" : ` --environment ${environment}`;
}
