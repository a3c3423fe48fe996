import { splitName, usualPatterns } from "./split-name.ts";
import type { SplitName } from "./split-name.ts";

/** Groups that stand for tasks in profiles: each task has a group in each profile. */
export interface Matrix {
  /** As `group_pattern` of a project has it. */
  readonly pattern: string;
  readonly tasks: readonly string[];
  readonly profiles: readonly string[];
}

/** What is known before looking. */
export interface MatrixHints {
  /** Absent, the usual ones are tried. */
  readonly pattern?: string;
  /** Absent, those that aliases show, else any. */
  readonly tasks?: readonly string[];
  readonly profiles?: readonly string[];
}

/** Without a hint, fewer names than these are alike by chance: `claude_sonnet` and `claude_opus`. */
const leastTasks = 2;
const leastProfiles = 2;

/**
 * The largest matrix of groups among the names, tasks and profiles in the order in which the names give them; undefined
 * where there is none. Aliases, name → group, tell what is a task: `classification` → `classification_premium`.
 */
export function findMatrix(
  groups: readonly string[],
  aliases: ReadonlyMap<string, string>,
  hints: MatrixHints = {},
): Matrix | undefined {
  const patterns = hints.pattern === undefined ? usualPatterns : [hints.pattern];
  const readings = patterns.map((pattern) => {
    const names = groups.flatMap((group) => splitName(group, pattern));
    return { pattern, names, tasks: hints.tasks ?? taskAliases(names, aliases) };
  });
  const told = readings.filter(({ tasks }) => tasks !== undefined);
  const found = (told.length > 0 ? told : readings).flatMap(({ pattern, names, tasks }) => {
    return largest(new Cells(names.filter((name) => isHinted(name, tasks, hints.profiles))), {
      pattern,
      isTold: tasks !== undefined || hints.profiles !== undefined,
    });
  });
  return found.toSorted(bySize)[0];
}

function isHinted(
  { task, profile }: SplitName,
  tasks: readonly string[] | undefined,
  profiles: readonly string[] | undefined,
): boolean {
  return (tasks?.includes(task) ?? true) && (profiles?.includes(profile) ?? true);
}

/** Tasks that an alias of the same name leads to one of; undefined where no alias does. */
function taskAliases(names: readonly SplitName[], aliases: ReadonlyMap<string, string>): string[] | undefined {
  const aliased = names.filter(({ task, group }) => aliases.get(task) === group).map(({ task }) => task);
  return aliased.length === 0 ? undefined : [...new Set(aliased)];
}

/** The larger first; of equal ones that with more tasks. */
function bySize(a: Matrix, b: Matrix): number {
  return b.tasks.length * b.profiles.length - a.tasks.length * a.profiles.length || b.tasks.length - a.tasks.length;
}

/** More profiles than anybody has, so that a config of ten thousand groups is read in no time. */
const mostProfiles = 60;

/** Which task has a group in which profile. */
class Cells {
  readonly #tasks: readonly string[];
  readonly #profiles: readonly string[];
  readonly #tasksOf: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(names: readonly SplitName[]) {
    this.#tasks = [...new Set(names.map(({ task }) => task))];
    this.#tasksOf = tasksByProfile(names);
    this.#profiles = [...this.#tasksOf.keys()];
  }

  /** Sets of tasks that some profile, or two of them together, answer. */
  taskSets(): string[][] {
    const sets = [...this.#tasksOf.values()]
      .map((tasks) => [...tasks])
      .toSorted((a, b) => b.length - a.length)
      .slice(0, mostProfiles);
    return sets.flatMap((set, index) => [
      set,
      ...sets.slice(index + 1).map((other) => set.filter((task) => other.includes(task))),
    ]);
  }

  /** Tasks that all of these profiles answer. */
  tasksOf(profiles: readonly string[]): string[] {
    return this.#tasks.filter((task) => profiles.every((profile) => this.#tasksOf.get(profile)?.has(task)));
  }

  /** Profiles that answer all of these tasks. */
  profilesOf(tasks: readonly string[]): string[] {
    return this.#profiles.filter((profile) => tasks.every((task) => this.#tasksOf.get(profile)?.has(task)));
  }
}

function tasksByProfile(names: readonly SplitName[]): Map<string, Set<string>> {
  const byProfile = new Map<string, Set<string>>();
  for (const { task, profile } of names) byProfile.set(profile, (byProfile.get(profile) ?? new Set()).add(task));
  return byProfile;
}

function largest(cells: Cells, { pattern, isTold }: { readonly pattern: string; readonly isTold: boolean }): Matrix[] {
  const matrices = cells.taskSets().map((set) => {
    const profiles = cells.profilesOf(set);
    return { pattern, tasks: cells.tasksOf(profiles), profiles };
  });
  return matrices
    .filter(({ tasks, profiles }) =>
      isTold ? tasks.length > 0 && profiles.length > 0 : tasks.length >= leastTasks && profiles.length >= leastProfiles,
    )
    .toSorted(bySize)
    .slice(0, 1);
}
