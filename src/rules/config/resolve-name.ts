import { nearestName } from "../../sources/nearest-name.ts";
import type { ConfigEntry, ConfigSubject } from "./subject.ts";

/** What LiteLLM does with a name, once an alias is followed. */
export type Resolution =
  /** A group, a routing group, one that is elsewhere, or the model of a deployment; an id is none: only a call finds a deployment by it. */
  | { readonly kind: "found" }
  /** Only a group with a wildcard matches; `known` where the model is one that LiteLLM's map has. */
  | { readonly kind: "wildcard"; readonly group: string; readonly known: boolean }
  /** No group matches; a default fallback answers instead. */
  | { readonly kind: "fallback"; readonly group: string }
  | { readonly kind: "nothing" };

/** Follows LiteLLM's router: groups, wildcards, the models of deployments, default fallbacks. */
export function resolveName(subject: ConfigSubject, name: string): Resolution {
  const { groups, names } = subject;
  if (groups.has(name) || names.routingGroups.has(name) || names.external.has(name)) return { kind: "found" };
  const wildcard = matchingWildcard(subject, name);
  if (wildcard !== undefined) return { kind: "wildcard", ...wildcard };
  if (names.models.has(name)) return { kind: "found" };
  return names.defaultFallback === undefined ? { kind: "nothing" } : { kind: "fallback", group: names.defaultFallback };
}

/** Among more names than these, a search would take longer than the whole check. */
const searchable = 1000;

/** The group, or also the alias, that a mistyped name most probably means. */
export function nearestCallable({ groups, aliases }: ConfigSubject, name: string, also: "aliases too" | "groups only") {
  const callable = also === "aliases too" ? [...groups.keys(), ...Object.keys(aliases)] : [...groups.keys()];
  return callable.length > searchable ? undefined : nearestName(name, callable);
}

/** The first group whose pattern takes the name, as it is or behind the provider that LiteLLM knows it by. */
function matchingWildcard(subject: ConfigSubject, name: string): { group: string; known: boolean } | undefined {
  for (const { group } of subject.names.wildcards) {
    const called = [name, group.replace("*", () => name)].find(
      (candidate) => patternOf(group).test(candidate) && (candidate === name || isKnown(subject, candidate)),
    );
    if (called === undefined) continue;
    const members = subject.names.wildcards.filter((entry) => entry.group === group);
    return { group, known: isKnown(subject, called) || members.every(hasOwnServer) };
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
