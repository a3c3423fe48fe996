import { must } from "../domain/must.ts";
import type { Plan } from "../domain/plan.ts";
import type { SwitchResult } from "../domain/switch-result.ts";
import { printSwitchMessage } from "../domain/switch-message.ts";
import type { World } from "../ports/world.ts";
import { editActive } from "../sources/active-line.ts";
import { readChoice, removeOverride, setOverride } from "../sources/choice.ts";
import { carryOut } from "./carry-out.ts";
import { draftChange, type Draft, type Edits } from "./draft-change.ts";
import { loadHead, requireProfileIn, requireTask, type HeadState } from "./load-head.ts";
import { startStopwatch } from "./stopwatch.ts";
import { headingOf, overrideTrailer } from "./switch-heading.ts";
import { takeTurn } from "./take-turn.ts";

/** What is to be in force. */
export interface Target {
  readonly profile: string;
  /** Only these tasks get the profile, as overrides; the active one loses theirs. Absent, all do. */
  readonly tasks?: readonly string[];
  /** Ends every override; those of `tasks` come after. */
  readonly clearOverrides?: boolean;
}

export interface SwitchRequest extends Target {
  readonly environment: string;
  /** Why, for the commit. */
  readonly reason?: string;
  /** Goes on although a proxy does not answer or does not run the module. */
  readonly force?: boolean;
}

/**
 * Puts another profile in force in one environment: one commit, delivered, and proven on every proxy. Throws
 * `unknown-environment`, `unknown-profile`, `profile-not-listed`, `unknown-task`, `source-not-editable`, `sources-invalid`, `detached-head`, `busy`, `branch-moved`, `not-deliverable`,
 * `target-not-writable`, `unknown-remote`, `push-refused`, or what a proxy refuses with; nothing has changed then.
 */
export async function switchProfile(world: World, request: SwitchRequest): Promise<SwitchResult> {
  const { environment, profile, force = false } = request;
  const stopwatch = startStopwatch(world.clock);
  const what = `switch \`${environment}\` to \`${profile}\``;
  return takeTurn(world, { environment, what }, async (state) => {
    requireTarget(state, request);
    return carryOut(world, {
      state,
      draft: () => draftSwitch(state, request),
      message: (draft) => messageOf(world, request, { state, draft }),
      force,
      stopwatch,
    });
  });
}

/** What a switch would do, from the head's tree; changes nothing. */
export async function planSwitch(world: Pick<World, "store">, request: SwitchRequest): Promise<Plan> {
  const state = await loadHead(world.store, request.environment);
  requireTarget(state, request);
  return draftSwitch(state, request).plan;
}

function requireTarget({ project, environment }: HeadState, { profile, tasks = [] }: Target): void {
  requireProfileIn(project, environment, profile);
  for (const task of tasks) requireTask(project, task);
}

function draftSwitch(state: HeadState, target: Target): Draft {
  const { file } = state.environment;
  const edits: Edits = new Map([[file, chooseIn(must(state.files.get(file), "The environment's file"), target)]]);
  return draftChange(state, edits);
}

/** The environment's text with the target in force. */
function chooseIn(text: string, { profile, tasks, clearOverrides = false }: Target): string {
  const { active, overrides } = must(readChoice(text), "The active profile");
  const cleared = clearOverrides ? [...overrides.keys()].reduce(removeOverride, text) : text;
  if (tasks === undefined) return editActive(cleared, profile);
  return tasks.reduce(
    (edited, task) => (profile === active ? removeOverride(edited, task) : setOverride(edited, task, profile)),
    cleared,
  );
}

function messageOf(
  { actor }: World,
  { reason }: SwitchRequest,
  { state, draft }: { readonly state: HeadState; readonly draft: Draft },
): string {
  const [before, after] = [state.environment, draft.environment];
  const overrides = overrideTrailer(before, after);
  const trailers = {
    "Profile-Environment": after.name,
    "Profile-From": before.active,
    "Profile-To": after.active,
    ...(overrides !== undefined && { "Profile-Overrides": overrides }),
    ...(reason !== undefined && { "Profile-Reason": reason }),
    "Profile-By": `${actor.name} <${actor.email}>`,
  };
  return printSwitchMessage(trailers, headingOf(before, after));
}
