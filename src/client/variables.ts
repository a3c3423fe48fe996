/** A variable of the process; undefined where it is unset, or there is no process, as in a browser. */
export function readVariable(name: string): string | undefined {
  const value = typeof process === "undefined" ? undefined : process.env[name];
  return value === "" ? undefined : value;
}
