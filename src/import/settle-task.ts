import { isDeepStrictEqual } from "node:util";

import { canonicalJson } from "../render/deployment-id.ts";
import type { ConfigParts, ListedChain } from "./config-parts.ts";
import type { ReadCell } from "./read-cell.ts";
import { groupFromPattern } from "./split-name.ts";
import type { LeftByHand } from "../domain/import-result.ts";
import type { Cell, ProposedTask, TakenTask } from "./takeover.ts";

/** Reads a group as deployments of a profile. */
export type ReadGroup = (group: string) => ReadCell;

export interface SettleContext {
  readonly pattern: string;
  readonly parts: ConfigParts;
  readonly read: ReadGroup;
}

export interface SettledTask {
  /** Undefined where its alias stays by hand. */
  readonly task: TakenTask | undefined;
  readonly left: readonly LeftByHand[];
}

/** Settles which of a task's groups become deployments, and which profiles say its fallbacks. */
export function settleTask(task: ProposedTask, context: SettleContext): SettledTask {
  const { chains } = context.parts;
  const own = profilesOf(chains.get(task.name), task);
  if ("reason" in own) return leaveAlias(task, `of its fallbacks: ${own.reason}`);

  const read = [...task.groups].map(([profile, group]) => readPart({ task, profile, group, own }, context));
  const parts = withoutTwins(read);
  const active = parts.find(({ profile }) => profile === task.profile);
  if (active === undefined || !isDeepStrictEqual(renderedFallbacks(active, parts), own.profiles)) {
    return leaveAlias(task, "two of its fallbacks are the same");
  }
  const isAlike = (name: string): boolean => isDeepStrictEqual(chains.get(name), chains.get(task.name));
  return {
    task: {
      name: task.name,
      legacyNames: task.otherNames.filter(isAlike),
      profile: task.profile,
      cells: new Map(parts.map(({ profile, cell }) => [profile, cell])),
      fallbacks: new Map(parts.map(({ profile, fallbacks }) => [profile, fallbacks])),
    },
    left: [
      ...parts.flatMap(({ cell, reason }) =>
        reason === undefined ? [] : [{ kind: "group" as const, name: cell.group, reason }],
      ),
      ...task.otherNames
        .filter((name) => !isAlike(name))
        .map((name) => ({ kind: "alias" as const, name, reason: `its fallbacks are not those of \`${task.name}\`` })),
    ],
  };
}

function leaveAlias({ name, otherNames }: ProposedTask, reason: string): SettledTask {
  const others = otherNames.map((other) => ({ kind: "alias" as const, name: other, reason: `\`${name}\` stays too` }));
  return { task: undefined, left: [{ kind: "alias", name, reason }, ...others] };
}

/** What answers the task in one profile. */
interface Part {
  readonly profile: string;
  readonly cell: Cell;
  readonly fallbacks: readonly string[];
  /** Why a group that could hold the profile's deployments stays by hand. */
  readonly reason?: string;
}

interface PartQuestion {
  readonly task: ProposedTask;
  readonly profile: string;
  readonly group: string;
  /** Fallbacks of the task's alias. */
  readonly own: { readonly profiles: readonly string[] };
}

function readPart({ task, profile, group, own }: PartQuestion, { pattern, parts, read }: SettleContext): Part {
  const chain = parts.chains.get(group);
  const said = profilesOf(chain, task);
  const isActive = profile === task.profile;
  const fallbacks = isActive ? own.profiles : "reason" in said ? [] : said.profiles;
  const kept = { profile, cell: { kind: "group" as const, group }, fallbacks };
  if (group !== groupFromPattern(pattern, task.name, profile)) return kept;
  if ("reason" in said) return { ...kept, reason: `of its fallbacks: ${said.reason}` };
  if (isActive && !isDeepStrictEqual(chain, parts.chains.get(task.name))) {
    return { ...kept, reason: `its fallbacks are not those of alias \`${task.name}\`` };
  }
  if (parts.aliases.has(group)) return { ...kept, reason: "an alias has the same name" };
  const found = read(group);
  if ("reason" in found) return { ...kept, reason: found.reason };
  return { profile, cell: { kind: "deployments", group, deployments: found.deployments }, fallbacks };
}

/** The profiles of a task whose groups a list names. */
function profilesOf(
  chain: ListedChain | undefined,
  { groups }: ProposedTask,
): { readonly profiles: readonly string[] } | { readonly reason: string } {
  if (chain === undefined) return { profiles: [] };
  if ("reason" in chain) return chain;
  const profiles: string[] = [];
  for (const target of chain.targets) {
    const profile = [...groups].find(([, group]) => group === target)?.[0];
    if (profile === undefined) return { reason: `\`${target}\` is none of its groups` };
    profiles.push(profile);
  }
  return { profiles };
}

/** Rendering skips a fallback with the same models; a group that was one all the same stays by hand. */
function withoutTwins(parts: readonly Part[]): Part[] {
  const isLost = (part: Part): boolean => !isDeepStrictEqual(renderedFallbacks(part, parts), part.fallbacks);
  if (!parts.some(isLost)) return [...parts];
  const contents = parts.map(({ cell }) => contentOf(cell));
  const told = parts.map((part, index) => {
    const isTwin = contents.some((content, other) => other !== index && content === contents[index]);
    return isTwin ? byHand(part, "another profile has the same models, and one falls back on the other") : part;
  });
  return told.map((part) =>
    isDeepStrictEqual(renderedFallbacks(part, told), part.fallbacks)
      ? part
      : byHand(part, "two of its fallbacks are the same"),
  );
}

function byHand(part: Part, reason: string): Part {
  const { group, kind } = part.cell;
  return kind === "group" ? part : { ...part, cell: { kind: "group", group }, reason };
}

/** The fallbacks that rendering leaves: each is another group, with other models than those before. */
function renderedFallbacks(part: Part, parts: readonly Part[]): string[] {
  const tried = new Set([contentOf(part.cell)]);
  return part.fallbacks.filter((profile) => {
    const other = parts.find((each) => each.profile === profile);
    const content = other && contentOf(other.cell);
    if (content === undefined || tried.has(content)) return false;
    tried.add(content);
    return true;
  });
}

function contentOf(cell: Cell): string {
  if (cell.kind === "group") return cell.group;
  return cell.deployments
    .map((deployment) => canonicalJson(deployment))
    .toSorted()
    .join("\n");
}
