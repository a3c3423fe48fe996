import { isSameJson } from "../domain/same-json.ts";

import type { RenderedDeployment } from "../domain/deployment.ts";
import { isJsonArray, isJsonObject } from "../domain/json.ts";
import type { Json, JsonObject } from "../domain/json.ts";
import { readConfig } from "../litellm/read-config.ts";
import type { PlacedKey, ReadConfig } from "../litellm/read-config.ts";
import { deploymentId, routingOf } from "../litellm/routing-of.ts";
import type { Routing } from "../domain/routing.ts";
import type { RenderedGroup } from "./render-deployments.ts";
import type { RenderedRouting } from "./render-routing.ts";

/** What a rendered config must say, whatever else its template says by hand. */
export interface Meant extends RenderedRouting {
  readonly groups: readonly RenderedGroup[];
  /** Tasks and legacy names. */
  readonly names: readonly string[];
}

/** What is wrong with a rendered config, and the line of the rendered text that it is about. */
export interface Mistake {
  readonly code: "template-unreadable" | "template-repeats" | "template-drops" | "template-changes";
  readonly message: string;
  readonly hint: string;
  readonly line?: number;
}

/** Reads a rendered text as LiteLLM does and compares it with what was meant. */
export function checkRendered(text: string, meant: Meant): { routing: Routing | undefined; mistakes: Mistake[] } {
  const read = readConfig(text);
  if (read.config === undefined) {
    const { message, line } = read.error;
    const hint = `PyYAML would refuse what the template gives: ${message}`;
    return {
      routing: undefined,
      mistakes: [{ code: "template-unreadable", message: "The rendered config cannot be read", hint, line }],
    };
  }
  const routing = routingOf(read.config);
  const mistakes: Mistake[] = [
    ...repeatedKeys(read).map(({ written, place }) => ({
      code: "template-repeats" as const,
      message: `Key \`${written}\` stands twice in one mapping`,
      hint: "LiteLLM takes the last one without a word",
      line: place.line,
    })),
    ...deploymentMistakes(read.config, meant),
    ...aliasMistakes(routing, meant),
    ...fallbackMistakes(routing, meant),
  ];
  return { routing, mistakes };
}

function repeatedKeys({ oddKeys }: ReadConfig): PlacedKey[] {
  return oddKeys().filter(({ kind }) => kind === "repeated");
}

function deploymentMistakes(config: JsonObject, { groups }: Meant): Mistake[] {
  const entries = isJsonArray(config["model_list"]) ? config["model_list"] : [];
  const byId = entriesById(entries);
  const meantIds = new Set(groups.flatMap(({ deployments }) => deployments.map(({ model_info }) => model_info.id)));
  const names = new Set(groups.map(({ name }) => name));
  const joined = entries
    .filter((entry) => names.has(groupOf(entry)) && !meantIds.has(deploymentId(entry) ?? ""))
    .map((entry) => changes(`An entry by hand joins the generated group \`${groupOf(entry)}\``));
  return [
    ...groups.flatMap(({ deployments }) =>
      deployments.flatMap((deployment) => deploymentMistake(deployment, byId.get(deployment.model_info.id) ?? [])),
    ),
    ...joined,
  ];
}

function entriesById(entries: readonly Json[]): Map<string | undefined, Json[]> {
  const byId = new Map<string | undefined, Json[]>();
  for (const entry of entries) {
    const id = deploymentId(entry);
    const same = byId.get(id);
    if (same === undefined) byId.set(id, [entry]);
    else same.push(entry);
  }
  return byId;
}

function deploymentMistake(deployment: RenderedDeployment, found: readonly Json[]): Mistake[] {
  const { id } = deployment.model_info;
  if (found.length === 0) return [drops(`Deployment \`${id}\` is missing from the rendered config`)];
  if (found.length > 1) return [changes(`Deployment \`${id}\` stands twice in the rendered config`)];
  return isSameJson(found[0], deployment) ? [] : [changes(`Deployment \`${id}\` is not what its profile says`)];
}

function groupOf(entry: Json): string {
  const name = isJsonObject(entry) ? entry["model_name"] : undefined;
  return typeof name === "string" ? name : "";
}

function aliasMistakes({ aliases }: Routing, meant: Meant): Mistake[] {
  const dropped = Object.entries(meant.aliases).flatMap(([alias, group]) => {
    const actual = Object.hasOwn(aliases, alias) ? aliases[alias] : undefined;
    if (actual === undefined) return [drops(`Alias \`${alias}\` is missing from the rendered config`)];
    return actual === group ? [] : [changes(`Alias \`${alias}\` points at \`${actual}\`, not at \`${group}\``)];
  });
  const shadowing = meant.groups
    .filter(({ name }) => Object.hasOwn(aliases, name) && !Object.hasOwn(meant.aliases, name))
    .map(({ name }) => changes(`An alias by hand hides the generated group \`${name}\``));
  return [...dropped, ...shadowing];
}

function fallbackMistakes({ fallbacks }: Routing, meant: Meant): Mistake[] {
  const wanted = targetsByName(meant.fallbacks);
  const actual = targetsByName(fallbacks);
  return [...meant.names, ...meant.groups.map(({ name }) => name)].flatMap((name) => {
    const [expected, found] = [wanted.get(name), actual.get(name)];
    if (expected === found) return [];
    if (found === undefined) return [drops(`Fallbacks of \`${name}\` are missing from the rendered config`)];
    return [changes(`Fallbacks of \`${name}\` are \`${found}\`, not \`${expected ?? "none"}\``)];
  });
}

/** LiteLLM uses the first entry of a name. */
function targetsByName(fallbacks: RenderedRouting["fallbacks"]): Map<string, string> {
  const entries = fallbacks.flatMap((entry) => Object.entries(entry)).toReversed();
  return new Map(entries.map(([name, targets]) => [name, targets.join(", ")]));
}

function drops(message: string): Mistake {
  return { code: "template-drops", message, hint: "The template does not print it" };
}

function changes(message: string): Mistake {
  return { code: "template-changes", message, hint: "What stands by hand needs a name of its own" };
}
