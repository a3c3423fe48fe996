import { expect, test } from "vitest";

import type { Profile, Project } from "../../src/domain/project.ts";
import { renderGroups } from "../../src/render/render-deployments.ts";
import { renderRouting } from "../../src/render/render-routing.ts";
import { makeEnvironment } from "../fakes/make-environment.ts";
import { makeProfile, makeProject, makeTask } from "./make-project.ts";

const chat = [makeTask("chat", { legacyNames: ["old"] })];

function routing(profiles: readonly Profile[], project: Partial<Project> = {}) {
  const whole = { ...makeProject({ tasks: chat, profiles }), ...project };
  const [active] = profiles;
  if (active === undefined) throw new Error("A test needs a profile");
  return renderRouting(whole, makeEnvironment(active.name), renderGroups(whole));
}

test("lists are complete and one hop deep", () => {
  const a = makeProfile("a", { chat: ["p/1"] }, { chat: ["b", "c"] });
  const b = makeProfile("b", { chat: ["p/2"] }, { chat: ["c", "a"] });
  const c = makeProfile("c", { chat: ["p/3"] });
  expect(routing([a, b, c])).toEqual({
    aliases: { chat: "chat_a", old: "chat_a" },
    fallbacks: [
      { chat: ["chat_b", "chat_c"] },
      { old: ["chat_b", "chat_c"] },
      { chat_a: ["chat_b", "chat_c"] },
      { chat_b: ["chat_c", "chat_a"] },
    ],
  });
});

test("a group written by hand: only its alias gets a list", () => {
  const a = makeProfile("a", { chat: "hand" }, { chat: ["b"] });
  const b = makeProfile("b", { chat: ["p/2"] }, { chat: ["a"] });
  expect(routing([a, b])).toEqual({
    aliases: { chat: "hand", old: "hand" },
    fallbacks: [{ chat: ["chat_b"] }, { old: ["chat_b"] }, { chat_b: ["hand"] }],
  });
});

test("profiles with the same models, the same group, without the task or unknown are skipped", () => {
  const a = makeProfile(
    "a",
    { chat: ["p/1", { model: "p/2", params: { x: 1, y: 2 } }] },
    { chat: ["same", "b", "b2", "none", "?", "a"] },
  );
  const same = makeProfile("same", { chat: [{ model: "p/2", params: { y: 2, x: 1 } }, "p/1"] });
  const b = makeProfile("b", { chat: ["p/3"] }, { chat: ["hand", "hand2"] });
  const b2 = makeProfile("b2", { chat: ["p/3"] });
  const none = makeProfile("none", {});
  const hand = makeProfile("hand", { chat: "h" });
  const hand2 = makeProfile("hand2", { chat: "h" });
  expect(routing([a, same, b, b2, none, hand, hand2]).fallbacks).toEqual([
    { chat: ["chat_b"] },
    { old: ["chat_b"] },
    { chat_a: ["chat_b"] },
    { chat_b: ["h"] },
  ]);
});

test("a task that the active profile does not answer has neither alias nor fallbacks", () => {
  const a = makeProfile("a", {}, { chat: ["b"] });
  const b = makeProfile("b", { chat: ["p/2"] });
  expect(routing([a, b])).toEqual({ aliases: {}, fallbacks: [] });
});

test("the pattern of group names is the project's", () => {
  const a = makeProfile("a", { chat: ["p/1"] });
  expect(routing([a], { groupPattern: "{profile}.{task}" }).aliases).toEqual({ chat: "a.chat", old: "a.chat" });
});

test("a task that the profile disables has neither alias, legacy name nor fallbacks, and is no fallback", () => {
  const a = makeProfile("a", { chat: { disabled: "Too dear" } }, { chat: ["b"] });
  const b = makeProfile("b", { chat: ["p/2"] }, { chat: ["a", "c"] });
  const c = makeProfile("c", { chat: ["p/3"] });
  expect(routing([a, b, c])).toEqual({ aliases: {}, fallbacks: [{ chat_b: ["chat_c"] }] });
});

test("an override moves alias, legacy name and fallbacks of one task to another profile", () => {
  const tasks = [...chat, makeTask("search")];
  const a = makeProfile("a", { chat: ["p/1"], search: ["p/4"] }, { chat: ["b"], search: ["b"] });
  const b = makeProfile("b", { chat: ["p/2"], search: ["p/5"] }, { chat: ["c"], search: ["c"] });
  const c = makeProfile("c", { chat: ["p/3"], search: ["p/6"] });
  const project = makeProject({ tasks, profiles: [a, b, c] });
  const environment = makeEnvironment("a", { overrides: new Map([["chat", "b"]]) });
  expect(renderRouting(project, environment, renderGroups(project))).toEqual({
    aliases: { chat: "chat_b", old: "chat_b", search: "search_a" },
    fallbacks: [
      { chat: ["chat_c"] },
      { old: ["chat_c"] },
      { search: ["search_b"] },
      { chat_a: ["chat_b"] },
      { chat_b: ["chat_c"] },
      { search_a: ["search_b"] },
      { search_b: ["search_c"] },
    ],
  });
});
