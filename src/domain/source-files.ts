/** Text of the source files by path, relative to the project folder, with forward slashes. */
export type SourceFiles = ReadonlyMap<string, string>;

/** Reads every file at or below the paths; what does not exist is left out. */
export type ReadFiles = (paths: readonly string[]) => Promise<SourceFiles>;

/**
 * Writes files, in the order given: all of them, or none. Throws `target-not-writable`, and `would-overwrite` where one
 * exists and is not to be replaced.
 */
export type WriteFiles = (files: SourceFiles, options: { readonly overwrite: boolean }) => Promise<void>;

/** Whether two texts differ in nothing but line ends, which git changes on a checkout where `core.autocrlf` says so. */
export function isSameText(a: string | undefined, b: string | undefined): boolean {
  return a?.replaceAll("\r\n", "\n") === b?.replaceAll("\r\n", "\n");
}
