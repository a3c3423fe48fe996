/** Whether to colour what goes to a stream: `FORCE_COLOR` says, else `NO_COLOR`, else whether it is a terminal. */
export function useColour(
  isTerminal: boolean | undefined,
  { FORCE_COLOR, NO_COLOR, TERM }: Readonly<Record<string, string | undefined>>,
): boolean {
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  return isTerminal === true && TERM !== "dumb";
}
