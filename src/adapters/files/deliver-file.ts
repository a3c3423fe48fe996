import { constants } from "node:fs";
import { access, lstat, mkdir, realpath, rm } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { Failure } from "../../domain/failure.ts";
import type { Delivery } from "../../ports/delivery.ts";
import { readIdentified } from "./file-identity.ts";
import { isCode } from "./is-code.ts";
import { keepVersion } from "./keep-version.ts";
import { makeIgnoredFolder } from "./ignored-folder.ts";
import { replaceFile } from "./replace-file.ts";

/** Where a file is delivered to, and what must be known of that place. */
export interface DeliveryPlace {
  /** Absolute path of the file. */
  readonly path: string;
  /** The project's own ignored folder, where `path` lies in it; it is made when it is missing. */
  readonly home?: string;
  /** Whether git tracks the path in whatever repository holds it. */
  readonly isTracked: (path: string) => Promise<boolean>;
}

/** Delivers by a rename in one directory, so that a reader sees the old file or the new one, never a part. */
export function openDelivery(place: DeliveryPlace): Delivery {
  let checked: Promise<void> | undefined;
  const check = () => (checked ??= checkPlace(place));
  return {
    path: place.path,
    check,
    async deliver(text) {
      await check();
      await writable(place, async () => {
        await keepVersion(place.path, text);
        await replaceFile(place.path, text);
      });
      const delivered = await readIdentified(place.path);
      if (delivered?.text !== text) throw replaced(place.path);
      return delivered.file;
    },
    current: () => readIdentified(place.path),
  };
}

async function checkPlace(place: DeliveryPlace): Promise<void> {
  await writable(place, () => prepareFolder(place));
  await Promise.all([refuseOtherThanFile(place.path), refuseTracked(place)]);
}

async function prepareFolder({ path, home }: DeliveryPlace): Promise<void> {
  const folder = dirname(path);
  if (home !== undefined) {
    await makeIgnoredFolder(home);
    await mkdir(folder, { recursive: true });
    await refuseLeading(folder, home);
  }
  await access(folder, constants.W_OK | constants.X_OK);
  await probe(path);
}

/** Asking for permission is not enough: some file systems promise what they do not keep. */
async function probe(path: string): Promise<void> {
  const file = `${path}.probe`;
  await replaceFile(file, "", { durable: false });
  await rm(file, { force: true });
}

/** Of two links on the way, one may lead into a git work tree. */
async function refuseLeading(folder: string, home: string): Promise<void> {
  const real = await realpath(folder);
  const top = await realpath(dirname(home));
  if (join(top, relative(dirname(home), folder)) === real) return;
  throw new Failure(
    "not-deliverable",
    `Folder \`${folder}\` leads elsewhere, to \`${real}\``,
    "Remove the symbolic link; the folder is made anew",
  );
}

async function refuseOtherThanFile(path: string): Promise<void> {
  const status = await lstatExisting(path);
  if (status === undefined || status.isFile()) return;
  const kind = status.isSymbolicLink() ? "a symbolic link" : status.isDirectory() ? "a directory" : "no regular file";
  throw new Failure(
    "not-deliverable",
    `\`${path}\` is ${kind}`,
    "Name the file that the proxies read itself in `deliver.to`",
  );
}

async function lstatExisting(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

async function refuseTracked({ path, isTracked }: DeliveryPlace): Promise<void> {
  const real = join(await realpath(dirname(path)), basename(path));
  if (!(await isTracked(real))) return;
  throw new Failure(
    "not-deliverable",
    `Git tracks \`${path}\`, so a checkout would change what the proxies read`,
    "Deliver to a file that git does not track, or remove it from the index with `git rm --cached`",
  );
}

async function writable(place: DeliveryPlace, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Failure || !(error instanceof Error && "code" in error)) throw error;
    throw new Failure(
      "target-not-writable",
      `\`${place.path}\` cannot be written (${String(error.code)})`,
      hintFor(error, place),
      { cause: error },
    );
  }
}

function hintFor(error: Error, { path }: DeliveryPlace): string {
  const folder = dirname(path);
  if (isCode(error, "ENOENT") || isCode(error, "ENOTDIR"))
    return `Make the folder \`${folder}\`, or correct \`deliver.to\``;
  return `Give this user the right to write in \`${folder}\`, or deliver elsewhere with \`deliver.to\``;
}

function replaced(path: string): Failure {
  return new Failure(
    "target-not-writable",
    `Somebody else replaced \`${path}\` at the same moment`,
    "Let only litellm-profiles write that file, then run `litellm-profiles deliver`",
  );
}
