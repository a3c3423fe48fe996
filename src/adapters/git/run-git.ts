import { GitError, simpleGit } from "simple-git";
import { Failure } from "../../domain/failure.ts";
import { gitNames, type Variables } from "./git-variables.ts";

/** How to run git: where, and with which variables (see `gitVariables`). */
export interface GitPlace {
  /** Absolute path of an existing folder. */
  readonly folder: string;
  readonly variables: Readonly<Record<string, string>>;
}

export interface GitOptions {
  /** What git reads from stdin. */
  readonly input?: string | Buffer;
  /** Variables beside those of the place. */
  readonly variables?: Variables;
}

/** Git ended with an exit code other than 0. A `GitError`, because simple-git turns any other into text. */
class GitExit extends GitError {
  override readonly name = "GitExit";
  readonly exitCode: number;

  constructor(exitCode: number, said: string) {
    super(undefined, said);
    this.exitCode = exitCode;
  }
}

/** Before every command: no client hook runs, paths are taken as they are, reading never takes the index lock. */
export const globalOptions = ["-c", "core.hooksPath=/dev/null", "--literal-pathspecs", "--no-optional-locks"];

/** What the user's own variables may configure; simple-git would refuse to run at all. */
const ownConfiguration = {
  allowUnsafeHooksPath: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeSshCommand: true,
  allowUnsafeUrlRewrite: true,
};

/**
 * Runs git once and returns what it prints. Throws `git-refused` whose cause is a `GitExit`.
 * simple-git waits 50 ms more for a process that printed nothing, so callers choose forms of a command that print.
 */
export async function runGit(place: GitPlace, args: readonly string[], options: GitOptions = {}): Promise<string> {
  try {
    return await prepare(place, options).raw([...globalOptions, ...args]);
  } catch (error) {
    throw refused(error);
  }
}

/** As `runGit`, for the bytes that `git cat-file` prints. */
export async function runCatFile(place: GitPlace, args: string[]): Promise<Buffer> {
  try {
    const printed: unknown = await prepare(place, {}).binaryCatFile(args);
    if (!Buffer.isBuffer(printed)) throw new Error("git cat-file printed no bytes");
    return printed;
  } catch (error) {
    throw refused(error);
  }
}

/** Whether the error is git ending with this exit code. */
export function isExit(error: unknown, exitCode: number): boolean {
  return error instanceof Failure && error.cause instanceof GitExit && error.cause.exitCode === exitCode;
}

function prepare(place: GitPlace, { input, variables = {} }: GitOptions) {
  const all = { ...place.variables, ...variables };
  return simpleGit({
    baseDir: place.folder,
    allowEnvironment: gitNames(all),
    unsafe: ownConfiguration,
    errors: (error, { exitCode, stdErr }) =>
      exitCode === 0 ? error : new GitExit(exitCode, Buffer.concat(stdErr).toString()),
    ...(input !== undefined && { input: () => input }),
  }).env(all);
}

function refused(error: unknown): Failure {
  return gitRefused(error instanceof Error ? error.message : String(error), { cause: error });
}

/** Git said no; `said` is what it printed, of which the first line is shown, and the files that it announces. */
export function gitRefused(said: string, options?: ErrorOptions): Failure {
  const [first = "", ...more] = said.trim().split("\n");
  const sentence = nameFiles(first.replace(/^(fatal|error): /, "").replace(/\.$/, ""), more);
  return new Failure(
    "git-refused",
    `Git refused: ${sentence === "" ? "it ended without a word" : sentence}`,
    "Settle what git names, then try again",
    options,
  );
}

/** Git lists files on lines of their own, after a tab each. */
function nameFiles(sentence: string, lines: readonly string[]): string {
  const files = lines.filter((line) => line.startsWith("\t")).map((line) => `\`${line.trim()}\``);
  return sentence.endsWith(":") && files.length > 0 ? `${sentence} ${files.join(", ")}` : sentence;
}
