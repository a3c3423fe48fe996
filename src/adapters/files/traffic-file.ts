import { appendFile, mkdir, readFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import type { TrafficEntry } from "../../domain/traffic.ts";
import { Failure } from "../../domain/failure.ts";
import { only } from "../../domain/only.ts";
import type { TrafficLog } from "../../ports/traffic-log.ts";
import { makeIgnoredFolder } from "./ignored-folder.ts";
import { isCode } from "./is-code.ts";

export interface TrafficPlace {
  /** The project's own ignored folder. */
  readonly home: string;
  /** Bytes from which on a new file is begun, and the one before the last forgotten; absent, 16 MiB. */
  readonly mostBytes?: number;
}

/** `traffic.jsonl` in the environment's ignored folder, one line of JSON per entry, and `traffic-older.jsonl`. */
export function openTrafficFile({ home, mostBytes = 16 * 1024 * 1024 }: TrafficPlace): TrafficLog {
  const place = (environment: string) => ({
    file: join(home, environment, "traffic.jsonl"),
    older: join(home, environment, "traffic-older.jsonl"),
  });
  return {
    async append(environment, entries) {
      const { file, older } = place(environment);
      try {
        await makeIgnoredFolder(home);
        await mkdir(join(home, environment), { recursive: true });
        if ((await sizeOf(file)) >= mostBytes) await rename(file, older);
        await appendFile(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""), { mode: 0o600 });
      } catch (error) {
        throw notWritable(file, error);
      }
    },
    async read(environment) {
      const { file, older } = place(environment);
      return (await Promise.all([older, file].map(readEntries))).flat();
    },
  };
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (isCode(error, "ENOENT")) return 0;
    throw error;
  }
}

async function readEntries(file: string): Promise<TrafficEntry[]> {
  try {
    return (await readFile(file, "utf8")).split("\n").flatMap(parse);
  } catch (error) {
    if (isCode(error, "ENOENT")) return [];
    throw error;
  }
}

/** A line that was torn, by a full disk or a kill, is passed over. */
function parse(line: string): TrafficEntry[] {
  try {
    const value: TrafficEntry = JSON.parse(line);
    return value.v === 1 ? [value] : [];
  } catch (error) {
    only(SyntaxError, error);
    return [];
  }
}

function notWritable(file: string, error: unknown): Failure {
  return new Failure(
    "target-not-writable",
    `The traffic log \`${file}\` cannot be written`,
    "See to its folder, or to the room on its disk; nothing else depends on it",
    { cause: error },
  );
}
