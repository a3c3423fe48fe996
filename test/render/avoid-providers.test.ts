import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/domain/json.ts";
import type { Environment } from "../../src/domain/project.ts";
import { findDeadGroups } from "../../src/render/avoid-providers.ts";
import { renderEnvironment } from "../../src/render/render-environment.ts";
import { makeEnvironment } from "../fakes/make-environment.ts";
import { makeProfile, makeProject, makeTask, plainTemplate } from "./make-project.ts";

const down = { until: "2026-01-02T14:00:00Z", reason: "Their outage" };

/** What is rendered while `openai` is avoided: groups with their models, aliases, fallbacks. */
function avoiding(
  profiles: ReturnType<typeof makeProfile>[],
  { template, ...environment }: Partial<Environment> & { template?: string } = {},
) {
  const project = makeProject({
    tasks: [makeTask("chat", { legacyNames: ["old"] })],
    profiles,
    ...(template !== undefined && { template }),
  });
  const avoid = new Map([["openai", down]]);
  const { rendered, findings } = renderEnvironment(project, makeEnvironment("a", { avoid, ...environment }));
  expect(findings).toEqual([]);
  const models = rendered?.deployments.map(({ model_name, litellm_params }) => `${model_name} ${litellm_params.model}`);
  return { models, ...rendered?.routing };
}

/** A template with a group by hand. */
function byHand(model: string): string {
  const hand = `  - {model_name: hand, litellm_params: {model: ${model}}, model_info: {id: h}}\n`;
  return plainTemplate.replace("router_settings", `${hand}router_settings`);
}

function entry(group: string, model?: string): JsonObject {
  return { model_name: group, litellm_params: model === undefined ? "x" : { model } };
}

describe("while a provider is avoided", () => {
  test("its deployments leave a group that has others", () => {
    const a = makeProfile("a", {
      chat: [
        { model: "openai/1", weight: 3 },
        { model: "other/2", weight: 1 },
      ],
    });
    expect(avoiding([a])).toMatchObject({ models: ["chat_a other/2"], aliases: { chat: "chat_a", old: "chat_a" } });
  });

  test("a task that only it answers goes to the first fallback without it, and has those behind that", () => {
    const a = makeProfile("a", { chat: ["openai/1"] }, { chat: ["b", "c", "d"] });
    const b = makeProfile("b", { chat: ["openai/2"] }, { chat: ["c"] });
    const c = makeProfile("c", { chat: ["openai/3", "other/3"] });
    const d = makeProfile("d", { chat: ["other/4"] });
    expect(avoiding([a, b, c, d])).toMatchObject({
      models: ["chat_a openai/1", "chat_b openai/2", "chat_c other/3", "chat_d other/4"],
      aliases: { chat: "chat_c", old: "chat_c" },
      fallbacks: [{ chat: ["chat_d"] }, { old: ["chat_d"] }, { chat_a: ["chat_c", "chat_d"] }, { chat_b: ["chat_c"] }],
    });
  });

  test("a task that nothing else can answer stays where it is", () => {
    const a = makeProfile("a", { chat: ["openai/1"] }, { chat: ["b"] });
    const b = makeProfile("b", { chat: ["openai/2"] });
    expect(avoiding([a, b])).toMatchObject({
      models: ["chat_a openai/1", "chat_b openai/2"],
      aliases: { chat: "chat_a" },
      fallbacks: [],
    });
  });

  test("a group by hand is dead where all of its entries are of it", () => {
    const a = makeProfile("a", { chat: "hand" }, { chat: ["b"] });
    const b = makeProfile("b", { chat: ["other/2"] });
    expect(avoiding([a, b], { template: byHand("openai/1") }).aliases).toEqual({ chat: "chat_b", old: "chat_b" });
    expect(avoiding([a, b], { template: byHand("azure/1") }).aliases).toEqual({ chat: "hand", old: "hand" });
  });

  test("an override goes to the fallback of its own profile", () => {
    const a = makeProfile("a", { chat: ["other/1"] });
    const b = makeProfile("b", { chat: ["openai/2"] }, { chat: ["a"] });
    const overrides = new Map([["chat", "b"]]);
    expect(avoiding([a, b], { overrides })).toMatchObject({
      aliases: { chat: "chat_a" },
      fallbacks: [{ chat_b: ["chat_a"] }],
    });
  });
});

test("the dead groups of a config", () => {
  const model_list = [
    entry("dead", "openai/1"),
    entry("dead", "openai/2"),
    entry("mixed", "openai/1"),
    entry("mixed", "other/1"),
    entry("bare", "gpt-4o"),
    entry("broken"),
    { litellm_params: { model: "openai/1" } },
    null,
  ];
  expect(findDeadGroups({ model_list }, new Set(["openai"]))).toEqual(new Set(["dead"]));
  expect(findDeadGroups({}, new Set(["openai"]))).toEqual(new Set());
});
