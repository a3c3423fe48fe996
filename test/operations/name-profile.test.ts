import { describe, expect, test } from "vitest";
import { nameProfile } from "../../src/operations/name-profile.ts";
import { makeEnvironment } from "../fakes/make-environment.ts";
import { makeProfile, makeProject, makeTask } from "../render/make-project.ts";

const project = makeProject({
  tasks: [makeTask("chat"), makeTask("search")],
  profiles: [
    makeProfile("best", { chat: ["p/1"], search: ["p/2"] }),
    makeProfile("cheap", { chat: ["p/3"], search: ["p/4"] }),
    makeProfile("half", { chat: ["p/5"], search: { disabled: "Too dear" } }),
  ],
});

describe("the name of a profile that some aliases show", () => {
  test.each([
    ["all its groups", { chat: "chat_best", search: "search_best" }, "best"],
    ["all its groups and aliases by hand", { chat: "chat_cheap", search: "search_cheap", own: "x" }, "cheap"],
    ["no alias of a task that it disables", { chat: "chat_half" }, "half"],
    ["an alias of a task that it disables", { chat: "chat_half", search: "search_best" }, null],
    ["groups of several", { chat: "chat_cheap", search: "search_best" }, null],
    ["nothing", {}, null],
  ])("by %s", (_what, aliases, expected) => {
    expect(nameProfile(project, makeEnvironment("best"), aliases)).toBe(expected);
  });

  test("is the same with the overrides of the environment, and before they were made", () => {
    const environment = makeEnvironment("best", { overrides: new Map([["search", "cheap"]]) });
    expect(nameProfile(project, environment, { chat: "chat_best", search: "search_cheap" })).toBe("best");
    expect(nameProfile(project, environment, { chat: "chat_best", search: "search_best" })).toBe("best");
    expect(nameProfile(project, environment, { chat: "chat_cheap", search: "search_cheap" })).toBe("cheap");
  });

  test("is the active one where several show the same", () => {
    const overrides = new Map([
      ["chat", "best"],
      ["search", "best"],
    ]);
    const aliases = { chat: "chat_best", search: "search_best" };
    expect(nameProfile(project, makeEnvironment("cheap", { overrides }), aliases)).toBe("cheap");
  });

  test("is none that the environment does not list", () => {
    const environment = makeEnvironment("best", { profiles: ["best"] });
    expect(nameProfile(project, environment, { chat: "chat_cheap", search: "search_cheap" })).toBeNull();
  });
});
