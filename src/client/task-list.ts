import { nearestNames } from "../sources/nearest-name.ts";
import { UnknownTaskError } from "./errors.ts";

/** The names that applications may call, as `litellm-profiles types` prints them. */
export interface TaskList<Name extends string = string> {
  readonly tasks: readonly Name[];
  /** Older name → task. */
  readonly legacyNames: Readonly<Record<string, string>>;
  /** Names of groups of the older scheme, `<task>_<profile>` → task; empty where they are not known. */
  readonly groups: Readonly<Record<string, string>>;
}

/** Tasks of the project that comes with this package; other projects give their own. */
export const ownTasks: TaskList = {
  tasks: ["classification", "extraction", "synthesis", "validation_primary", "validation_secondary"],
  legacyNames: { "classification-primary": "classification", "extraction-primary": "extraction" },
  groups: {},
};

/** What a name is called by, and the task that should be called instead of an older name. */
export interface ResolvedTask {
  /** What is sent to the proxy: the name itself. */
  readonly alias: string;
  /** Undefined for a task. */
  readonly instead: string | undefined;
}

/** Throws `UnknownTaskError`. */
export function resolveTask({ tasks, legacyNames, groups }: TaskList, name: string): ResolvedTask {
  if (tasks.includes(name)) return { alias: name, instead: undefined };
  const instead = ownValue(legacyNames, name) ?? ownValue(groups, name) ?? guessTask({ tasks, groups }, name);
  if (instead !== undefined) return { alias: name, instead };
  throw new UnknownTaskError(name, nearestNames(name, tasks), tasks);
}

/** Where nobody has said which groups there are, whatever begins with a task's name may be one. */
function guessTask({ tasks, groups }: Pick<TaskList, "tasks" | "groups">, name: string): string | undefined {
  if (Object.keys(groups).length > 0) return undefined;
  return tasks.filter((task) => name.startsWith(`${task}_`)).toSorted((a, b) => b.length - a.length)[0];
}

function ownValue(names: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(names, name) ? names[name] : undefined;
}
