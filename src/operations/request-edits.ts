import { avoidChangesOf } from "../domain/avoid-change.ts";
import { clearsOf, isWhole, overridesOf } from "../domain/combine-requests.ts";
import { momentsOf } from "../domain/due-request.ts";
import { Failure } from "../domain/failure.ts";
import { must } from "../domain/must.ts";
import type { SwitchTrailers } from "../domain/revision.ts";
import type { Store } from "../ports/store.ts";
import { avoidIn } from "./avoid-request.ts";
import { chooseIn, type Target } from "./choose-target.ts";
import type { Edits } from "./draft-change.ts";
import { letPass } from "./let-pass.ts";
import type { HeadState } from "./load-head.ts";
import { readSourceLog } from "./read-source-log.ts";
import { undoChange } from "./undo-change.ts";

/** What requests come to on top of a commit. */
export interface RequestedEdits {
  /** Those that still change something there, each with the profiles that it goes from. */
  readonly requests: readonly SwitchTrailers[];
  readonly edits: Edits;
}

/** Applies requests to the sources of a commit, in their order. Throws what `undoChange` and `chooseIn` throw. */
export async function requestEdits(
  store: Pick<Store, "log">,
  state: HeadState,
  requests: readonly SwitchTrailers[],
): Promise<RequestedEdits> {
  let edits: Edits = new Map();
  const kept: SwitchTrailers[] = [];
  for (const request of requests) {
    const before = { ...state, files: withEdits(state, edits) };
    const made = await editsOf(store, before, request);
    if ([...made].every(([path, text]) => text === (before.files.get(path) ?? null))) continue;
    edits = new Map([...edits, ...made]);
    kept.push(onTopOf(state, request));
  }
  return { requests: kept, edits };
}

/** The request with the profiles as they are there. */
function onTopOf({ environment }: HeadState, request: SwitchTrailers): SwitchTrailers {
  const { active } = environment;
  return { ...request, "Profile-From": active, "Profile-To": isWhole(request) ? request["Profile-To"] : active };
}

async function editsOf(store: Pick<Store, "log">, state: HeadState, request: SwitchTrailers): Promise<Edits> {
  const undone = request["Profile-Reverts"];
  if (undone !== undefined) return undo(store, state, undone);
  const { file } = state.environment;
  const text = must(state.files.get(file), "The environment's file");
  const moments = momentsOf(request);
  if (moments !== null) return new Map([[file, letPass(text, moments)]]);
  const avoided = avoidChangesOf(request);
  if (avoided.length > 0) {
    const reason = request["Profile-Reason"];
    return new Map([[file, avoided.reduce((edited, change) => avoidIn(edited, change, reason), text)]]);
  }
  return new Map([[file, targetsOf(request).reduce(chooseIn, text)]]);
}

function targetsOf(request: SwitchTrailers): Target[] {
  const { "Profile-At": at, "Profile-Until": until } = request;
  const clears = clearsOf(request);
  const whole: Target = {
    profile: request["Profile-To"],
    ...(at !== undefined && { at }),
    ...(until !== undefined && { until }),
  };
  const clearing = {
    ...(clears.includes("overrides") && { clearOverrides: true }),
    ...(clears.includes("scheduled") && { clearScheduled: true }),
  };
  const overrides = overridesOf(request);
  const [first, ...others]: Target[] =
    overrides === null ? [whole] : overrides.map(({ task, profile }) => ({ profile, tasks: [task] }));
  return first === undefined ? [] : [{ ...first, ...clearing }, ...others];
}

/** Nothing where it is undone already. */
async function undo(store: Pick<Store, "log">, state: HeadState, commit: string): Promise<Edits> {
  const logged = (await readSourceLog(store, state)).find((each) => each.commit === commit);
  try {
    return undoChange(commit, logged?.changes ?? [], state.files);
  } catch (error) {
    if (error instanceof Failure && error.code === "nothing-to-roll-back") return new Map();
    throw error;
  }
}

function withEdits({ files }: HeadState, edits: Edits): Map<string, string> {
  const kept = [...files].filter(([path]) => !edits.has(path));
  return new Map([...kept, ...[...edits].filter((edit): edit is [string, string] => edit[1] !== null)]);
}
