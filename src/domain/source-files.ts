/** Text of the source files by path, relative to the project folder, with forward slashes. */
export type SourceFiles = ReadonlyMap<string, string>;

/** Reads every file at or below the paths; what does not exist is left out. */
export type ReadFiles = (paths: readonly string[]) => Promise<SourceFiles>;

/** Whether two texts differ in nothing but line ends, which git changes on a checkout where `core.autocrlf` says so. */
export function isSameText(a: string | undefined, b: string | undefined): boolean {
  return a?.replaceAll("\r\n", "\n") === b?.replaceAll("\r\n", "\n");
}
