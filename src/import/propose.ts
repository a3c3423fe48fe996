import { Failure } from "../domain/failure.ts";
import { validateName } from "../generated/validators.mjs";
import { nameHint } from "../sources/nearest-name.ts";
import type { ConfigParts } from "./config-parts.ts";
import { findMatrix } from "./find-matrix.ts";
import type { Matrix, MatrixHints } from "./find-matrix.ts";
import { groupFromPattern } from "./split-name.ts";
import type { LeftByHand } from "../domain/import-result.ts";
import type { Proposal, ProposedTask } from "./takeover.ts";

export interface ProposalRequest extends MatrixHints {
  /** Tasks that are to point at a group, whatever profile is active. */
  readonly assigned: readonly { readonly task: string; readonly group: string }[];
}

const legacyName = /^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,127}$/;

/**
 * Which aliases and groups could become tasks and profiles. Throws `nothing-to-import` where there are none, and where
 * the request names what is not there.
 */
export function propose(parts: ConfigParts, request: ProposalRequest): Proposal {
  const names = [...parts.groups.keys()];
  const plain = plainAliases(parts);
  requireGroups(request, names);
  const matrix = findMatrix(names, plain, request);
  if (matrix === undefined && (request.pattern !== undefined || request.tasks !== undefined)) throw noMatrix(request);
  const proposal = matrix === undefined ? fromAliases(parts, plain, request) : fromMatrix(parts, plain, matrix);
  const tasks = withAssigned(proposal, request.assigned, plain);
  if (tasks.length === 0) throw noTasks(names);
  const taken = new Set(tasks.flatMap((task) => [task.name, ...task.otherNames]));
  return { ...proposal, tasks, left: proposal.left.filter(({ kind, name }) => kind !== "alias" || !taken.has(name)) };
}

/** Aliases of the form that the tool renders. */
function plainAliases({ aliases }: ConfigParts): Map<string, string> {
  return new Map([...aliases].flatMap(([name, alias]) => ("group" in alias ? [[name, alias.group] as const] : [])));
}

function fromMatrix(parts: ConfigParts, plain: ReadonlyMap<string, string>, matrix: Matrix): Proposal {
  const groups = new Map(
    matrix.tasks.map((task) => [
      task,
      new Map(matrix.profiles.map((profile) => [profile, groupFromPattern(matrix.pattern, task, profile)])),
    ]),
  );
  const profileOf = (task: string): string | undefined => {
    const group = plain.get(task);
    return matrix.profiles.find((profile) => groups.get(task)?.get(profile) === group);
  };
  const active = mostFrequent(matrix.tasks.map(profileOf)) ?? matrix.profiles[0] ?? "";
  const tasks = matrix.tasks.flatMap((name): ProposedTask[] => {
    const profile = plain.has(name) ? profileOf(name) : parts.aliases.has(name) ? undefined : active;
    const cells = groups.get(name);
    if (profile === undefined || cells === undefined || parts.groups.has(name)) return [];
    return [
      { name, profile, groups: cells, otherNames: otherNames(parts, plain, { name, group: cells.get(profile) }) },
    ];
  });
  return { pattern: matrix.pattern, profiles: matrix.profiles, active, tasks, left: leftAliases(parts, tasks) };
}

function mostFrequent(names: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

/** Further names of the group that answers a task. */
function otherNames(
  { groups }: ConfigParts,
  plain: ReadonlyMap<string, string>,
  { name, group }: { readonly name: string; readonly group: string | undefined },
): string[] {
  return [...plain].flatMap(([alias, target]) =>
    alias !== name && target === group && legacyName.test(alias) && !groups.has(alias) ? [alias] : [],
  );
}

/** Without a matrix each alias is a task of one profile, which points at the groups as they are. */
function fromAliases(
  parts: ConfigParts,
  plain: ReadonlyMap<string, string>,
  { profiles: [profile = "current"] = [] }: ProposalRequest,
): Proposal {
  const tasks = [...plain].flatMap(([name, group]): ProposedTask[] => {
    const isTask = validateName(name) && parts.groups.has(group) && !parts.groups.has(name) && !group.includes("*");
    return isTask ? [{ name, profile, groups: new Map([[profile, group]]), otherNames: [] }] : [];
  });
  return {
    pattern: "{task}_{profile}",
    profiles: [profile],
    active: profile,
    tasks,
    left: leftAliases(parts, tasks),
  };
}

function leftAliases(parts: ConfigParts, tasks: readonly ProposedTask[]): LeftByHand[] {
  const taken = new Set(tasks.flatMap(({ name, otherNames: others }) => [name, ...others]));
  return [...parts.aliases]
    .filter(([name]) => !taken.has(name))
    .map(([name, alias]) => ({ kind: "alias", name, reason: reasonOf(name, alias, parts) }));
}

function reasonOf(name: string, alias: { group: string } | { reason: string }, { groups }: ConfigParts): string {
  if ("reason" in alias) return alias.reason;
  if (groups.has(name)) return "a group has the same name";
  if (!groups.has(alias.group)) return `no deployment is in \`${alias.group}\``;
  if (alias.group.includes("*")) return `\`${alias.group}\` stands for many names`;
  return validateName(name)
    ? `it points at \`${alias.group}\`, which is none of its profiles`
    : "no task can be called so";
}

function withAssigned(
  { tasks, profiles, active }: Proposal,
  assigned: ProposalRequest["assigned"],
  plain: ReadonlyMap<string, string>,
): ProposedTask[] {
  const added = assigned.map(({ task, group }): ProposedTask => {
    const known = plain.get(task);
    if (known !== undefined && known !== group) throw otherGroup(task, known);
    return { name: task, profile: active, groups: new Map(profiles.map((each) => [each, group])), otherNames: [] };
  });
  const names = new Set(added.map(({ name }) => name));
  const kept = tasks
    .filter(({ name }) => !names.has(name))
    .map((task) => ({ ...task, otherNames: task.otherNames.filter((name) => !names.has(name)) }));
  return [...kept, ...added];
}

function requireGroups({ assigned, profiles, tasks }: ProposalRequest, names: readonly string[]): void {
  const wrong = [...assigned.map(({ task }) => task), ...(profiles ?? []), ...(tasks ?? [])].find(
    (name): boolean => !validateName(name),
  );
  if (wrong !== undefined) {
    const hint = "Names are lower-case letters and digits, joined by single `_` or `-`";
    throw new Failure("nothing-to-import", `\`${wrong}\` cannot be the name of a task or profile`, hint);
  }
  for (const { task, group } of assigned) {
    if (!names.includes(group)) {
      throw new Failure("nothing-to-import", `The config has no group \`${group}\``, nameHint(group, names, "groups"));
    }
    if (names.includes(task)) {
      const hint = "Choose another name for the task: LiteLLM would never ask the group again";
      throw new Failure("nothing-to-import", `A group is called \`${task}\` already`, hint);
    }
  }
}

function otherGroup(task: string, group: string): Failure {
  return new Failure(
    "nothing-to-import",
    `Alias \`${task}\` points at \`${group}\` in the config`,
    `Write \`--task ${task}=${group}\`, or choose another name`,
  );
}

function noMatrix({ pattern = "{task}_{profile}" }: ProposalRequest): Failure {
  return new Failure(
    "nothing-to-import",
    `No groups form a complete matrix by \`${pattern}\` of what was named`,
    "Each task needs a group in each profile; name fewer with `--tasks` or `--profiles`",
  );
}

function noTasks(names: readonly string[]): Failure {
  const shown = names.slice(0, 10).map((name) => `\`${name}\``);
  return new Failure(
    "nothing-to-import",
    names.length === 0
      ? "The config has no groups"
      : "No alias of the config names a task, and no groups form tasks × profiles",
    names.length === 0
      ? "Import a config with a `model_list`"
      : `Say what applications ask for: \`--task NAME=GROUP\`; groups are ${shown.join(", ")}${names.length > 10 ? ", …" : ""}`,
  );
}
