import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { StoredToken } from "../../domain/access.ts";
import { Failure } from "../../domain/failure.ts";
import type { Clock } from "../../ports/clock.ts";
import type { TokenStore } from "../../ports/token-store.ts";
import { isCode } from "./is-code.ts";
import { makeIgnoredFolder } from "./ignored-folder.ts";
import { replaceFile } from "./replace-file.ts";

export interface TokenPlace {
  /** The project's own ignored folder. */
  readonly home: string;
  readonly clock: Pick<Clock, "now">;
}

/** Below this age a folder may change again without a new time. */
const settledMilliseconds = 2000;

/** One file per token in a folder of its owner, so that making and revoking need no turn. */
export function openTokenFolder({ home, clock }: TokenPlace): TokenStore {
  const folder = join(home, "tokens");
  let known: { readonly changed: bigint; readonly tokens: readonly StoredToken[] } | undefined;
  return {
    async list() {
      const changed = await lastChange(folder);
      if (changed === undefined) return [];
      if (known?.changed === changed) return known.tokens;
      const tokens = await readTokens(folder);
      const age = clock.now().getTime() - Number(changed / 1_000_000n);
      known = age > settledMilliseconds ? { changed, tokens } : undefined;
      return tokens;
    },
    async add(token) {
      await writable(folder, async () => {
        await makeIgnoredFolder(home);
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await replaceFile(fileOf(folder, token.id), `${JSON.stringify(token)}\n`, { mode: 0o600 });
      });
    },
    async remove(id) {
      const isThere = (await readTokens(folder)).some((token) => token.id === id);
      if (isThere) await writable(folder, () => rm(fileOf(folder, id), { force: true }));
      return isThere;
    },
  };
}

function fileOf(folder: string, id: string): string {
  return join(folder, `${id}.json`);
}

/** Undefined where there is no folder yet. */
async function lastChange(folder: string): Promise<bigint | undefined> {
  try {
    return (await stat(folder, { bigint: true })).mtimeNs;
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

async function readTokens(folder: string): Promise<StoredToken[]> {
  const names = (await namesIn(folder)).filter((name) => /^[0-9a-f]{8}\.json$/.test(name));
  const tokens = await Promise.all(names.map((name) => readToken(join(folder, name))));
  return tokens
    .filter((token) => token !== undefined)
    .toSorted((a, b) => (a.created_at + a.id < b.created_at + b.id ? -1 : 1));
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isCode(error, "ENOENT")) return [];
    throw error;
  }
}

/** Undefined for a file that was removed just now, or is no token of this version. */
async function readToken(file: string): Promise<StoredToken | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, "utf8"));
    return isToken(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function isToken(value: unknown): value is StoredToken {
  if (typeof value !== "object" || value === null) return false;
  const token: Partial<Record<string, unknown>> = { ...value };
  const texts = [token.id, token.name, token.created_at, token.created_by];
  return (
    token.v === 1 &&
    texts.every((text) => typeof text === "string") &&
    (token.role === "viewer" || token.role === "admin") &&
    typeof token.sha256 === "string" &&
    /^[0-9a-f]{64}$/.test(token.sha256) &&
    (token.expires_at === null || typeof token.expires_at === "string")
  );
}

async function writable(folder: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new Failure(
      "target-not-writable",
      `The folder \`${folder}\` cannot be written (${String(error.code)})`,
      "Give this user the right to write there",
      { cause: error },
    );
  }
}
