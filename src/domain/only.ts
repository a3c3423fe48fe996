/** An error of the one kind that was expected; any other is a defect and is thrown on as it is. */
export function only<T extends Error>(kind: abstract new (...args: never[]) => T, error: unknown): T {
  if (error instanceof kind) return error;
  throw error;
}
