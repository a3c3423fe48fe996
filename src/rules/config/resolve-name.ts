import { isJsonArray, isJsonObject, type Json } from "../../domain/json.ts";
import { routingOf } from "../../litellm/routing-of.ts";
import { sectionOf, type ConfigEntry, type ConfigSubject } from "./subject.ts";

/** What LiteLLM does with a name, once an alias is followed. */
export type Resolution =
  /** A group, a routing group, the model of a deployment, or an id. */
  | { readonly kind: "found" }
  /** Only a group with a wildcard matches; `known` where the model is one that LiteLLM's map has. */
  | { readonly kind: "wildcard"; readonly group: string; readonly known: boolean }
  /** No group matches; a default fallback answers instead. */
  | { readonly kind: "fallback"; readonly group: string }
  | { readonly kind: "nothing" };

/** Follows LiteLLM's router: groups, wildcards, the models of deployments, default fallbacks. */
export function resolveName(subject: ConfigSubject, name: string): Resolution {
  if (isNamed(subject, name)) return { kind: "found" };
  const wildcard = matchingWildcard(subject, name);
  if (wildcard !== undefined) return { kind: "wildcard", ...wildcard };
  if (subject.entries.some(({ params, info }) => params["model"] === name || info["id"] === name))
    return { kind: "found" };
  const fallback = defaultFallback(subject);
  return fallback === undefined ? { kind: "nothing" } : { kind: "fallback", group: fallback };
}

/** Names that clients may call, for hints. */
export function groupNames({ groups }: ConfigSubject): string[] {
  return [...groups.keys()];
}

function isNamed(subject: ConfigSubject, name: string): boolean {
  return subject.groups.has(name) || routingGroups(subject).has(name);
}

function routingGroups({ config }: ConfigSubject): Set<Json | undefined> {
  const listed = sectionOf(config, "router_settings")["routing_groups"];
  return new Set(isJsonArray(listed) ? listed.filter(isJsonObject).map((group) => group["group_name"]) : []);
}

/** The first group whose pattern takes the name, as it is or behind the provider that LiteLLM knows it by. */
function matchingWildcard(subject: ConfigSubject, name: string): { group: string; known: boolean } | undefined {
  for (const [group, entries] of subject.groups) {
    if (!group.includes("*")) continue;
    const called = [name, group.replace("*", () => name)].find(
      (candidate) => patternOf(group).test(candidate) && (candidate === name || isKnown(subject, candidate)),
    );
    if (called !== undefined) return { group, known: isKnown(subject, called) || entries.every(hasOwnServer) };
  }
  return undefined;
}

function patternOf(group: string): RegExp {
  return new RegExp(`^${group.split("*").map(escapePattern).join(".*")}$`, "s");
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

function isKnown({ models }: ConfigSubject, model: string): boolean {
  const facts = models.lookUp(model, {});
  return facts?.inputUsdPerToken !== undefined || facts?.maxInputTokens !== undefined;
}

/** Behind an address of the user's own, any model name may be right. */
function hasOwnServer({ params }: ConfigEntry): boolean {
  return params["api_base"] !== undefined;
}

function defaultFallback({ config }: ConfigSubject): string | undefined {
  const entry = routingOf(config).fallbacks.find((fallback) => Object.hasOwn(fallback, "*"));
  return entry?.["*"]?.[0];
}
