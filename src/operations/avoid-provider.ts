import { providerOf } from "../domain/deployment.ts";
import { Failure, UnknownName } from "../domain/failure.ts";
import { isJsonArray, isJsonObject } from "../domain/json.ts";
import { must } from "../domain/must.ts";
import { everyProfile, type Project } from "../domain/project.ts";
import type { SwitchResult } from "../domain/switch-result.ts";
import { printSwitchMessage } from "../domain/switch-message.ts";
import { readConfig } from "../litellm/read-config.ts";
import type { World } from "../ports/world.ts";
import { removeAvoidance, setAvoidance } from "../sources/choice.ts";
import { printMoment } from "../sources/moment.ts";
import { nameHint, nearestNames } from "../sources/nearest-name.ts";
import { carryOut } from "./carry-out.ts";
import { draftChange, type Draft } from "./draft-change.ts";
import { outputOf, type HeadState } from "./load-head.ts";
import { startStopwatch } from "./stopwatch.ts";
import { headingOf, trailersOf } from "./switch-heading.ts";
import { isReviewed } from "./switch-request.ts";
import { takeTurn } from "./take-turn.ts";

export interface AvoidRequest {
  readonly environment: string;
  /** As LiteLLM calls it: what stands before the slash of `provider/model`. */
  readonly provider: string;
  /** For how long; "end" asks the provider again. */
  readonly seconds: number | "end";
  readonly reason?: string;
  /** Goes on although a proxy does not answer or does not run the module. */
  readonly force?: boolean;
}

/**
 * Leaves a provider's deployments out of every group that has others, and moves the tasks that only they answer to their
 * first fallback without them; or asks the provider again. One commit, delivered and proven like any switch. Throws what
 * `switchProfile` throws, `unknown-provider`, and `not-reviewed` where pull requests are the rule.
 */
export async function avoidProvider(world: World, request: AvoidRequest): Promise<SwitchResult> {
  const { environment, provider, seconds, force = false } = request;
  const stopwatch = startStopwatch(world.clock);
  const what = `${seconds === "end" ? "ask" : "avoid"} \`${provider}\` in \`${environment}\``;
  return takeTurn(world, { environment, what }, async (state) => {
    requireDirect(state, request);
    requireProvider(state, request);
    const result = await carryOut(world, {
      state,
      draft: () => draftAvoiding(world, state, request),
      message: (draft) => messageOf(world, request, { state, draft }),
      force,
      stopwatch,
    });
    return { ...result, warnings: [...result.plan.warnings, ...result.warnings] };
  });
}

function requireDirect({ environment }: HeadState, { provider }: AvoidRequest): void {
  if (!isReviewed({})({ environment })) return;
  throw new Failure(
    "not-reviewed",
    `Environment \`${environment.name}\` is changed by pull requests, and \`avoid\` opens none`,
    `Write \`${provider}\` below \`avoid:\` in \`${environment.file}\`, or take it out there, run \`litellm-profiles render\`, and open a pull request with both`,
  );
}

function requireProvider(state: HeadState, { provider, seconds, environment }: AvoidRequest): void {
  const isEnd = seconds === "end";
  const names = isEnd ? [...state.environment.avoid.keys()] : providersOf(state);
  if (names.includes(provider)) return;
  const message = isEnd
    ? `Provider \`${provider}\` is not avoided in environment \`${environment}\``
    : `No deployment is of provider \`${provider}\``;
  const kind = isEnd ? "avoided providers" : "providers";
  throw new UnknownName("unknown-provider", message, {
    hint: nameHint(provider, names, kind),
    nearest: nearestNames(provider, names),
  });
}

/** Of the profiles' deployments, and of those that the template holds by hand. */
function providersOf(state: HeadState): string[] {
  const models = [...modelsIn(state.project), ...modelsRendered(state)];
  return [...new Set(models.flatMap((model) => providerOf(model) ?? []))].toSorted();
}

function modelsIn(project: Project): string[] {
  return everyProfile(project).flatMap(({ assignments }) =>
    [...assignments.values()].flatMap((assignment) =>
      assignment.kind === "deployments" ? assignment.deployments.map(({ model }) => model) : [],
    ),
  );
}

function modelsRendered(state: HeadState): string[] {
  const list = readConfig(outputOf(state) ?? "").config?.["model_list"];
  return (isJsonArray(list) ? list : []).flatMap((entry) => {
    const params = isJsonObject(entry) ? entry["litellm_params"] : undefined;
    const model = isJsonObject(params) ? params["model"] : undefined;
    return typeof model === "string" ? [model] : [];
  });
}

function draftAvoiding({ clock }: World, state: HeadState, { provider, seconds, reason = "" }: AvoidRequest): Draft {
  const { file } = state.environment;
  const text = must(state.files.get(file), "The environment's file");
  if (seconds === "end") return draftChange(state, new Map([[file, removeAvoidance(text, provider)]]));
  const until = printMoment(new Date(clock.now().getTime() + seconds * 1000));
  return draftChange(state, new Map([[file, setAvoidance(text, provider, { until, reason })]]));
}

function messageOf(
  world: World,
  { reason }: AvoidRequest,
  { state, draft }: { readonly state: HeadState; readonly draft: Draft },
): string {
  const [before, after] = [state.environment, draft.environment];
  return printSwitchMessage(trailersOf(world, { before, after, reason }), headingOf(before, after));
}
