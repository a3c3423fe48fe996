import { createReadStream } from "node:fs";
import { appendFile, readdir, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { AuditEntry } from "../../domain/audit-entry.ts";
import { Failure } from "../../domain/failure.ts";
import type { AuditLog } from "../../ports/audit-log.ts";
import type { Clock } from "../../ports/clock.ts";
import { isCode } from "./is-code.ts";
import { makeIgnoredFolder } from "./ignored-folder.ts";

export interface AuditPlace {
  /** The project's own ignored folder. */
  readonly home: string;
  readonly clock: Pick<Clock, "now">;
  /** Bytes from which on a new file is begun; absent, 64 MiB. */
  readonly mostBytes?: number;
}

const fileName = "audit.jsonl";
const olderName = /^audit-.+\.jsonl$/;

/**
 * `audit.jsonl` in the ignored folder, for its owner's eyes, one line of JSON per entry. A full one is renamed by the time,
 * and kept. It is opened for each write, so that nothing goes to a file that somebody has moved away.
 */
export function openAuditFile({ home, clock, mostBytes = 64 * 1024 * 1024 }: AuditPlace): AuditLog {
  const file = join(home, fileName);
  let waiting: string[] = [];
  let turn: Promise<void> | undefined;
  let isTorn = false;

  async function writeWaiting(): Promise<void> {
    const lines = waiting;
    waiting = [];
    turn = undefined;
    await makeIgnoredFolder(home);
    await makeRoom(file, join(home, `audit-${clock.now().toISOString().replaceAll(":", "-")}.jsonl`), mostBytes);
    // A write that failed may have left half a line.
    await appendFile(file, (isTorn ? "\n" : "") + lines.join(""), { mode: 0o600 });
    isTorn = false;
  }

  let last: Promise<void> = Promise.resolve();
  return {
    async append(entries) {
      // What is told at the same moment is written at once.
      waiting.push(...entries.map((entry) => `${JSON.stringify(entry)}\n`));
      if (turn === undefined) {
        turn = last.then(writeWaiting);
        last = turn.catch(() => undefined);
      }
      try {
        await turn;
      } catch (error) {
        isTorn = true;
        throw notWritable(file, error);
      }
    },
    async commits() {
      const names = (await namesIn(home)).filter((name) => olderName.test(name)).toSorted();
      const found: AuditEntry[] = [];
      for (const name of [...names, fileName]) await readCommits(join(home, name), found);
      return found;
    },
  };
}

async function makeRoom(file: string, older: string, mostBytes: number): Promise<void> {
  try {
    if ((await stat(file)).size >= mostBytes) await rename(file, older);
  } catch (error) {
    if (!isCode(error, "ENOENT")) throw error;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isCode(error, "ENOENT")) return [];
    throw error;
  }
}

async function readCommits(file: string, found: AuditEntry[]): Promise<void> {
  const input = createReadStream(file, "utf8");
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      if (!line.includes('"commit":"')) continue;
      const entry = parse(line);
      if (entry !== undefined) found.push(entry);
    }
  } catch (error) {
    if (!isCode(error, "ENOENT")) throw error;
  }
}

function parse(line: string): AuditEntry | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isEntry(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is AuditEntry {
  if (typeof value !== "object" || value === null) return false;
  const entry: Partial<Record<string, unknown>> = { ...value };
  const texts = [entry.at, entry.request_id, entry.event];
  return entry.v === 1 && texts.every((text) => typeof text === "string") && typeof entry.who === "object";
}

function notWritable(file: string, error: unknown): Failure {
  return new Failure(
    "audit-not-writable",
    `The audit log \`${file}\` cannot be written`,
    "See to its folder, or to the room on its disk; changes are refused until then",
    { cause: error },
  );
}
