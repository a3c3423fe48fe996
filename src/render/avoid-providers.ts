import { providerOf } from "../domain/deployment.ts";
import { isJsonArray, isJsonObject, type JsonObject } from "../domain/json.ts";
import type { RenderedGroup } from "./render-deployments.ts";

/** Groups without the deployments of some providers. */
export interface AvoidedGroups {
  /** Those that have other deployments have only these; the rest is as it was. */
  readonly groups: readonly RenderedGroup[];
  /** Names of the groups in which nothing else is left. */
  readonly dead: ReadonlySet<string>;
}

/** Takes the deployments of providers out of generated groups, wherever another is left. */
export function avoidProviders(groups: readonly RenderedGroup[], providers: ReadonlySet<string>): AvoidedGroups {
  const kept = groups.map((group) => {
    const deployments = group.deployments.filter(({ litellm_params }) => !isOf(litellm_params.model, providers));
    return deployments.length === 0 ? group : { ...group, deployments };
  });
  const dead = kept.filter(({ deployments }) =>
    deployments.every(({ litellm_params }) => isOf(litellm_params.model, providers)),
  );
  return { groups: kept, dead: new Set(dead.map(({ name }) => name)) };
}

/** Groups of a config in which every entry is of one of the providers; those written by hand, too. */
export function findDeadGroups(config: JsonObject, providers: ReadonlySet<string>): ReadonlySet<string> {
  const alive = new Set<string>();
  const named = new Set<string>();
  const list = config["model_list"];
  for (const entry of isJsonArray(list) ? list.filter(isJsonObject) : []) {
    const [group, params] = [entry["model_name"], entry["litellm_params"]];
    if (typeof group !== "string") continue;
    named.add(group);
    const model = isJsonObject(params) ? params["model"] : undefined;
    if (typeof model !== "string" || !isOf(model, providers)) alive.add(group);
  }
  return new Set([...named].filter((group) => !alive.has(group)));
}

function isOf(model: string, providers: ReadonlySet<string>): boolean {
  return providers.has(providerOf(model) ?? "");
}
