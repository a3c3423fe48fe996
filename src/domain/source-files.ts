/** Text of the source files by path, relative to the project folder, with forward slashes. */
export type SourceFiles = ReadonlyMap<string, string>;

/** Reads every file at or below the paths; what does not exist is left out. */
export type ReadFiles = (paths: readonly string[]) => Promise<SourceFiles>;
