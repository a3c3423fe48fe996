import { isDeepStrictEqual } from "node:util";

import { Failure } from "../domain/failure.ts";
import type { ConfigParts } from "./config-parts.ts";
import { settleTask } from "./settle-task.ts";
import type { ReadGroup } from "./settle-task.ts";
import type { LeftByHand } from "../domain/import-result.ts";
import type { Proposal, ProposedTask, Takeover } from "./takeover.ts";

/**
 * Takes over what renders as it was: a task whose fallbacks no profile can say stays an alias; a group whose
 * deployments or fallbacks would change stays in the template, and its profile points at it.
 */
export function settleTakeover(proposal: Proposal, parts: ConfigParts, read: ReadGroup): Takeover {
  const { tasks, profiles } = proposal.profiles.length === 1 ? withFallbackProfiles(proposal, parts) : proposal;
  const settled = tasks.map((task) => settleTask(task, { pattern: proposal.pattern, parts, read }));
  const left = [...proposal.left, ...settled.flatMap((each) => each.left)];
  if (settled.every(({ task }) => task === undefined)) throw nothingLeft(left);
  return {
    ...proposal,
    profiles,
    left,
    tasks: settled.flatMap(({ task }) => task ?? []),
  };
}

function nothingLeft(left: readonly LeftByHand[]): Failure {
  const told = left
    .filter(({ kind }) => kind === "alias")
    .map(({ name, reason }) => `\`${name}\` stays by hand: ${reason}`);
  return new Failure(
    "nothing-to-import",
    `No alias of the config can be a task: ${told.join("; ")}`,
    "Change that in the config, or name a new task: `--task NAME=GROUP`",
  );
}

/** One profile falls back on nothing: the fallbacks of its tasks are what further profiles answer with. */
function withFallbackProfiles(proposal: Proposal, parts: ConfigParts): Pick<Proposal, "tasks" | "profiles"> {
  const chains = proposal.tasks.map((task) => chainOf(task, parts));
  const depth = Math.max(0, ...chains.map((chain) => chain.length));
  const added = Array.from({ length: depth }, (_, index) => (index === 0 ? "fallback" : `fallback_${index + 1}`));
  const tasks = proposal.tasks.map((task, index): ProposedTask => {
    const own = task.groups.get(task.profile) ?? "";
    const groups = added.map((profile, place) => [profile, chains[index]?.[place] ?? own] as const);
    return { ...task, groups: new Map([...task.groups, ...groups]) };
  });
  return { tasks, profiles: [...proposal.profiles, ...added] };
}

/** The groups that a task falls back on; none where they cannot be groups of profiles. */
function chainOf({ name, groups, profile }: ProposedTask, parts: ConfigParts): readonly string[] {
  const chain = parts.chains.get(name);
  if (chain === undefined || "reason" in chain) return [];
  const distinct = [...new Set(chain.targets)].filter((target) => target !== groups.get(profile));
  const areGroups = distinct.every((target) => parts.groups.has(target));
  return areGroups && isDeepStrictEqual(distinct, chain.targets) ? chain.targets : [];
}
