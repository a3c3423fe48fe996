import { isJsonArray, type Json } from "../../domain/json.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { executed } from "./executed.ts";
import { routingGroups } from "./routing-groups.ts";
import { isSince } from "./since.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

const aborts = executed("LiteLLM aborts at start");

export const routingGroupShape: Rule<ConfigSubject> = {
  code: "routing-group-shape",
  severity: "error",
  summary: "Routing groups are a list; each has a name and a strategy of its own, and models that no other has",
  *check(subject) {
    if (!subject.keys.router_settings.includes("routing_groups")) return;
    const path = ["router_settings", "routing_groups"];
    const listed = sectionOf(subject.config, "router_settings")["routing_groups"] ?? [];
    if (!isJsonArray(listed)) {
      const message = `\`routing_groups\` is no list; ${aborts}`;
      yield {
        place: subject.placeOf(path),
        message,
        hint: "Write one `- {group_name: …, models: […]}` for each group",
      };
    }
    yield* lacking(subject);
    yield* repeated(subject);
    yield* shadowed(subject);
  },
};

function* lacking(subject: ConfigSubject): Iterable<RuleFinding> {
  for (const { path, group } of routingGroups(subject)) {
    const wrong = !isJsonArray(group["models"])
      ? "has no list `models`"
      : group["routing_strategy"] === undefined
        ? "has no `routing_strategy`"
        : undefined;
    if (wrong === undefined) continue;
    const hint = "Write `{group_name: name, models: [group, …], routing_strategy: simple-shuffle}`";
    yield { place: subject.placeOf(path), message: `A routing group ${wrong}; ${aborts}`, hint };
  }
}

function* repeated(subject: ConfigSubject): Iterable<RuleFinding> {
  const [names, models] = [new Set<Json>(), new Set<Json>()];
  for (const { path, group } of routingGroups(subject)) {
    const name = group["group_name"];
    if (typeof name === "string" && names.has(name)) {
      const message = `Routing group \`${name}\` stands twice; ${aborts}`;
      yield { place: subject.placeOf([...path, "group_name"]), message, hint: "Join the two" };
    }
    if (name !== undefined) names.add(name);
    for (const [index, model] of (isJsonArray(group["models"]) ? group["models"] : []).entries()) {
      if (models.has(model)) {
        const message = `Model group \`${JSON.stringify(model)}\` stands in two routing groups; ${aborts}`;
        yield { place: subject.placeOf([...path, "models", index]), message, hint: "Leave it in one of them" };
      }
      models.add(model);
    }
  }
}

/** From 1.103 on a routing group can be called; another thing of the name is called instead. */
function* shadowed(subject: ConfigSubject): Iterable<RuleFinding> {
  if (!isSince(subject, "1.103.0")) return;
  for (const { path, group } of routingGroups(subject)) {
    const name = group["group_name"];
    if (typeof name !== "string" || !(subject.groups.has(name) || Object.hasOwn(subject.aliases, name))) continue;
    yield {
      severity: "warning",
      place: subject.placeOf([...path, "group_name"]),
      message: `Routing group \`${name}\` has the name of a group or an alias; ${executed("a call reaches that one, and LiteLLM logs a warning")}`,
      hint: "Rename the routing group",
    };
  }
}
