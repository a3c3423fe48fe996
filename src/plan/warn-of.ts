import { isJsonObject, type JsonObject } from "../domain/json.ts";
import type { ModelMap } from "../litellm/model-map.ts";
import type { PlanSide } from "./plan-side.ts";
import type { TaskSide } from "./plan-task.ts";
import { quote } from "./quote.ts";
import { smallestContext } from "./summarise-group.ts";

/** A task whose group or fallbacks change, as it will be. */
export interface ChangedTask {
  readonly name: string;
  readonly minInputTokens: number | undefined;
  /** Undefined where it is disabled. */
  readonly after: TaskSide | undefined;
}

type AnsweredTask = ChangedTask & { readonly after: TaskSide };

/** What a reviewer should know and the numbers do not say, one sentence each. */
export function warnOf(changed: readonly ChangedTask[], after: PlanSide, models: ModelMap): string[] {
  if (changed.length === 0) return [];
  return [
    ...changed
      .filter((task): task is AnsweredTask => task.after !== undefined)
      .flatMap((task) => [...modelWarnings(task), ...contextWarnings(task)]),
    ...releaseWarnings(after, models),
    ...cacheWarnings(after.config),
  ];
}

function modelWarnings({ name, after }: AnsweredTask): string[] {
  return after.members.flatMap(({ model, facts }) => {
    if (facts === undefined)
      return [
        `Nothing is known of ${quote(model)}, which answers ${quote(name)}: no price, no context, no capabilities`,
      ];
    const unpriced = facts.inputUsdPerToken === undefined && facts.outputUsdPerToken === undefined;
    return unpriced ? [`The price of ${quote(model)}, which answers ${quote(name)}, is unknown`] : [];
  });
}

function contextWarnings({ name, minInputTokens, after }: AnsweredTask): string[] {
  const own = smallestContext(after.members);
  const wanted = minInputTokens ?? own;
  const tooSmall = (tokens: number | null): tokens is number => tokens !== null && wanted !== null && tokens < wanted;
  const places = [
    ...(tooSmall(own) ? [`Group ${quote(after.group)} takes in ${own} tokens, ${quote(name)} asks for ${wanted}`] : []),
    ...after.fallbacks.flatMap(({ group, members }) => {
      const tokens = smallestContext(members);
      if (!tooSmall(tokens)) return [];
      const than =
        minInputTokens === undefined ? `${quote(after.group)} ${wanted}` : `${quote(name)} asks for ${wanted}`;
      return [`Fallback ${quote(group)} takes in ${tokens} tokens, ${than}`];
    }),
  ];
  return places;
}

function releaseWarnings({ environment }: PlanSide, models: ModelMap): string[] {
  if (models.release === environment.litellm) return [];
  return [
    `Prices and capabilities are those of LiteLLM ${quote(models.release)}; the proxies run ${quote(environment.litellm)}`,
  ];
}

/** LiteLLM's response cache is keyed by the alias; the reload module adds the deployment that answered to each key. */
function cacheWarnings(config: JsonObject): string[] {
  const settings = config["litellm_settings"];
  if (!isJsonObject(settings) || settings["cache"] !== true) return [];
  const params = settings["cache_params"];
  const type = isJsonObject(params) ? params["type"] : undefined;
  if (typeof type === "string" && type.includes("semantic"))
    return [
      `The response cache ${quote(type)} is semantic: it may answer from before the change, and no proof covers it`,
    ];
  return ["The response cache is on: only proxies that run the reload module keep the answers of two profiles apart"];
}
