import { stat } from "node:fs/promises";
import { Failure } from "../../domain/failure.ts";
import { gitVariables, type Variables } from "./git-variables.ts";
import { openObjectReader, type ObjectReader } from "./object-reader.ts";
import { openObjectWriter, type ObjectWriter } from "./object-writer.ts";
import { gitRefused, runGit, type GitPlace } from "./run-git.ts";

/** A git work tree, and the project folder in it. */
export interface Repository extends GitPlace {
  /** The project's path below `folder`, empty or with a slash at its end. */
  readonly prefix: string;
  /** Absolute path of the index of this work tree. */
  readonly indexFile: string;
  /** `commit.gpgsign`. */
  readonly signs: boolean;
  readonly objects: ObjectReader;
  readonly writer: ObjectWriter;
}

/** Finds the repository around a project folder. Throws `not-a-repository`, also for a bare one. */
export async function openRepository(root: string, variables: Variables): Promise<Repository> {
  const place = { folder: root, variables: gitVariables(variables) };
  const [folder, indexFile, prefix] = await findWorkTree(place);
  const signs = await runGit(place, ["config", "--type=bool", "--default=false", "--get", "commit.gpgsign"]);
  const top = { folder, variables: place.variables };
  return {
    ...top,
    prefix,
    indexFile,
    signs: signs.trim() === "true",
    objects: openObjectReader(top),
    writer: openObjectWriter(top),
  };
}

async function findWorkTree(place: GitPlace): Promise<[folder: string, indexFile: string, prefix: string]> {
  const questions = ["--show-toplevel", "--path-format=absolute", "--git-path", "index", "--show-prefix"];
  try {
    await stat(place.folder);
    const [folder = "", indexFile = "", prefix = ""] = (await runGit(place, ["rev-parse", ...questions])).split("\n");
    return [folder, indexFile, prefix];
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Failure(
      "not-a-repository",
      `Folder \`${place.folder}\` is in no git work tree (${said})`,
      "Run `git init` there, or name another folder",
      { cause: error },
    );
  }
}

/** A project path as git names it, from the top of the work tree. */
export function fromTop({ prefix }: Repository, path: string): string {
  return prefix + path;
}

/** The commit that a ref names. Throws `no-commits` for a branch before its first one. */
export async function readTip({ objects }: Repository, ref: string): Promise<string> {
  const [commit] = await objects.read([ref]);
  if (commit !== undefined) return commit.id;
  throw new Failure("no-commits", "The branch has no commit yet", "Commit the sources first: `git commit`");
}

/** Bytes of blobs that a tree names, in order. Throws `git-refused` where the repository has lost one. */
export async function readBlobs({ objects }: Repository, ids: readonly string[]): Promise<Buffer[]> {
  const blobs = await objects.read(ids);
  return blobs.map((blob, index) => {
    if (blob === undefined) throw gitRefused(`object ${ids[index]} is missing`);
    return blob.data;
  });
}
