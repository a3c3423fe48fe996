import { describe, expect, test } from "vitest";
import type { ChatAnswer } from "./chat.ts";
import { readMeanings } from "./read-meanings.ts";
import { judge, type Reign } from "./timeline.ts";

/** The alias `task` means `old` until 100, `new` is proven at 200 and `newest` at 400. */
const reigns: readonly Reign[] = [reign("old", 0, 0), reign("new", 100, 200), reign("newest", 300, 400)];

function reign(name: string, began: number, proven: number | undefined): Reign {
  const meaning = { models: new Set([name]), ids: new Set([`${name}-id`]) };
  return { began, proven, meanings: new Map([["task", meaning]]) };
}

function answer(more: Partial<ChatAnswer>): ChatAnswer {
  const id = more.model === undefined ? null : `${more.model}-id`;
  return { alias: "task", sent: 0, received: 0, status: 200, model: undefined, id, ...more };
}

describe("judging an answer", () => {
  test.each([
    { what: "is right before any change", sent: 10, received: 20, model: "old", verdict: "right" },
    { what: "may be the old one until the proof", sent: 150, received: 160, model: "old", verdict: "right" },
    { what: "may be the new one before its proof", sent: 150, received: 160, model: "new", verdict: "right" },
    { what: "must be the new one after its proof", sent: 210, received: 220, model: "old", verdict: "misrouted" },
    { what: "cannot be of a profile yet to come", sent: 10, received: 20, model: "new", verdict: "misrouted" },
    { what: "may cross a change", sent: 90, received: 110, model: "new", verdict: "right" },
    { what: "may cross two changes", sent: 150, received: 350, model: "newest", verdict: "right" },
    { what: "is of the newest at the end", sent: 500, received: 510, model: "new", verdict: "misrouted" },
  ])("$what", ({ verdict, ...given }) => {
    expect(judge(answer(given), reigns, { byId: true })).toBe(verdict);
  });

  test("allows what was before where a change was never proven", () => {
    const unproven = [reign("old", 0, 0), reign("new", 100, undefined)];
    expect(judge(answer({ sent: 900, received: 910, model: "old" }), unproven, { byId: true })).toBe("right");
  });

  test("looks at the id only where it proves something", () => {
    const cached = answer({ sent: 10, received: 20, model: "old", id: "new-id" });
    expect(judge(cached, reigns, { byId: true })).toBe("misrouted");
    expect(judge(cached, reigns, { byId: false })).toBe("right");
  });

  test("takes an answer that is none for a failure", () => {
    expect(judge(answer({ status: 500 }), reigns, { byId: true })).toBe("failed");
    expect(judge(answer({ status: 200 }), reigns, { byId: true })).toBe("failed");
  });
});

test("a config says which models and ids an alias means", () => {
  const meanings = readMeanings(`
model_list:
  - {model_name: a, litellm_params: {model: openai/gpt-4o}, model_info: {id: a1}}
  - {model_name: a, litellm_params: {model: anthropic/claude/x}, model_info: {id: a2}}
  - {model_name: b, litellm_params: {model: gemini/g}, model_info: {id: b1}}
router_settings: {model_group_alias: {task: a}}
`);
  expect([...meanings.keys()]).toEqual(["task"]);
  expect([...(meanings.get("task")?.models ?? [])]).toEqual(["gpt-4o", "claude/x"]);
  expect([...(meanings.get("task")?.ids ?? [])]).toEqual(["a1", "a2"]);
});
