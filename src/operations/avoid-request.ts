import type { AvoidChange } from "../domain/avoid-change.ts";
import { providerOf } from "../domain/deployment.ts";
import { UnknownName } from "../domain/failure.ts";
import { isJsonArray, isJsonObject } from "../domain/json.ts";
import { everyProfile, type Project } from "../domain/project.ts";
import { readConfig } from "../litellm/read-config.ts";
import { removeAvoidance, setAvoidance } from "../sources/choice.ts";
import { printMoment } from "../sources/moment.ts";
import { nameHint, nearestNames } from "../sources/nearest-name.ts";
import { outputOf, type HeadState } from "./load-head.ts";
import type { SwitchRequest } from "./switch-request.ts";

export interface AvoidRequest extends Pick<SwitchRequest, "environment" | "reason" | "mode" | "replace" | "force"> {
  /** As LiteLLM calls it: what stands before the slash of `provider/model`. */
  readonly provider: string;
  /** For how long; "end" asks the provider again. */
  readonly seconds: number | "end";
}

/** What a request comes to when it is made now. */
export function changeAsked({ provider, seconds }: AvoidRequest, now: Date): AvoidChange {
  return {
    provider,
    until: seconds === "end" ? null : printMoment(new Date(now.getTime() + seconds * 1000)),
  };
}

/** The environment's text with a provider avoided, or asked again. Throws `source-not-editable`. */
export function avoidIn(text: string, { provider, until }: AvoidChange, reason = ""): string {
  return until === null ? removeAvoidance(text, provider) : setAvoidance(text, provider, { until, reason });
}

/**
 * Throws `unknown-provider` where no deployment is of it; or, to end it, where it is neither avoided nor among those that
 * somebody `asked` to avoid.
 */
export function requireProvider(
  state: HeadState,
  { provider, seconds, environment }: AvoidRequest,
  asked: readonly string[] = [],
): void {
  const isEnd = seconds === "end";
  const names = isEnd ? [...state.environment.avoid.keys(), ...asked] : providersOf(state);
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
