import { Failure } from "../domain/failure.ts";
import { runCommand } from "./run-command.ts";

/** A Python that LiteLLM runs on. */
export interface Python {
  readonly command: string;
  /** Whether it can put pip into a virtual environment; Debian's cannot without a package of its own. */
  readonly hasPip: boolean;
}

const commands = ["python3", "python", "python3.13", "python3.12", "python3.11", "python3.10", "python3.14"];
const probe =
  "import sys, importlib.util as u; print(*sys.version_info[:2], u.find_spec('venv') and u.find_spec('ensurepip') and 'pip')";

/**
 * The first Python on the path that is new enough, one with pip before one without.
 * Throws `python-missing`, naming what was found instead.
 */
export async function findPython(env: NodeJS.ProcessEnv): Promise<Python> {
  const found = await Promise.all(commands.map(async (command) => ({ command, ...(await askVersion(command, env)) })));
  const suitable = found.filter(({ minor }) => minor !== undefined && minor >= 10 && minor <= 14);
  const best = suitable.find(({ hasPip }) => hasPip) ?? suitable[0];
  if (best) return { command: best.command, hasPip: best.hasPip };
  const others = found.flatMap(({ command, version }) => (version ? [`\`${command}\` is ${version}`] : []));
  throw new Failure(
    "python-missing",
    `No Python from 3.10 to 3.14 is on the path${others.length > 0 ? `: ${others.join(", ")}` : ""}`,
    "Install Python 3.10 or newer; LiteLLM runs on it",
  );
}

async function askVersion(command: string, env: NodeJS.ProcessEnv) {
  const { ok, output } = await runCommand(command, ["-I", "-c", probe], { env });
  const match = ok ? /^(\d+) (\d+) (\w+)\s*$/.exec(output) : null;
  if (!match) return { version: undefined, minor: undefined, hasPip: false };
  const [, major, minor, pip] = match;
  return { version: `${major}.${minor}`, minor: major === "3" ? Number(minor) : undefined, hasPip: pip === "pip" };
}
