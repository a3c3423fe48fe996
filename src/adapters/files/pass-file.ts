import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../domain/failure.ts";
import { only } from "../../domain/only.ts";
import type { Pass } from "../../domain/pass.ts";
import type { PassLog } from "../../ports/pass-log.ts";
import { makeIgnoredFolder } from "./ignored-folder.ts";
import { isCode } from "./is-code.ts";
import { replaceFile } from "./replace-file.ts";

export interface PassPlace {
  /** The project's own ignored folder. */
  readonly home: string;
}

/** `agent.json` in the environment's ignored folder, replaced by a rename. */
export function openPassFile({ home }: PassPlace): PassLog {
  const fileOf = (environment: string) => join(home, environment, "agent.json");
  return {
    async read(environment) {
      try {
        return parse(await readFile(fileOf(environment), "utf8"));
      } catch (error) {
        if (isCode(error, "ENOENT")) return undefined;
        throw error;
      }
    },
    async write(pass) {
      const file = fileOf(pass.environment);
      try {
        await makeIgnoredFolder(home);
        await mkdir(join(home, pass.environment), { recursive: true });
        await replaceFile(file, `${JSON.stringify(pass)}\n`, { durable: false });
      } catch (error) {
        throw notWritable(file, error);
      }
    },
  };
}

/** Undefined for what another version wrote, or nobody could finish. */
function parse(text: string): Pass | undefined {
  try {
    const value: Pass | null = JSON.parse(text);
    return value?.version === 1 && Array.isArray(value.conditions) ? value : undefined;
  } catch (error) {
    only(SyntaxError, error);
    return undefined;
  }
}

function notWritable(file: string, error: unknown): Failure {
  return new Failure(
    "target-not-writable",
    `What the agent did cannot be written to \`${file}\``,
    "See to its folder, or to the room on its disk; nothing else depends on it",
    { cause: error },
  );
}
