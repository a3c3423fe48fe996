import { describe, expect, test } from "vitest";
import type { DueEnvironment, DueResult } from "../../src/domain/due-result.ts";
import { formatDueJson } from "../../src/report/due-json.ts";
import { formatDueText } from "../../src/report/due-text.ts";
import { makePlan } from "./make-plan.ts";

const quiet: DueEnvironment = { environment: "default", due: [], next: null, result: null, failure: null };
const ended = { at: "2026-12-01T08:00:00Z", kind: "ends", from: "fast", to: "premium" } as const;
const begun = { at: "2026-12-02T08:00:00Z", kind: "begins", from: "premium", to: "cheap" } as const;

function result(...environments: DueEnvironment[]): DueResult {
  return { version: 1, at: "2026-12-03T08:00:00Z", environments };
}

describe("what is due, for a terminal", () => {
  test("says where nothing is, and what comes next", () => {
    const staging = { ...quiet, environment: "staging", next: begun };
    expect(formatDueText(result(quiet, staging), { colour: false })).toBe(
      "Nothing is due in `default`\n\nNothing is due in `staging`\nNext in `staging`: `cheap` at 2026-12-02 08:00Z\n",
    );
  });

  test("says what is, and why it was not done", () => {
    const failure = { code: "busy", message: "Somebody switches", hint: "Wait" } as const;
    expect(formatDueText(result({ ...quiet, due: [ended, begun], failure }), { colour: false }))
      .toBe(`Due in \`default\` since 2026-12-01 08:00Z: the time of \`fast\` is over, \`premium\` comes back
Due in \`default\` since 2026-12-02 08:00Z: \`cheap\` was scheduled
Not done: Somebody switches
  Wait
`);
  });

  test("says what a switch says, where there was one", () => {
    const done: DueEnvironment = {
      ...quiet,
      due: [ended],
      result: {
        version: 1,
        environment: "default",
        outcome: "switched",
        success: true,
        from_profile: "fast",
        to_profile: "premium",
        active_mappings: {},
        switch_timestamp: "2026-12-03T08:00:00.000Z",
        reload_successful: false,
        commit: "0123456789abcdef",
        pull_request: null,
        proof: { outcome: "not configured" },
        plan: makePlan({ tasks: [] }),
        undo: null,
        way_back: null,
        push: null,
        warnings: [],
        milliseconds: { load: 0, check: 0, commit: 1, deliver: 0, prove: 0, note: 0, push: 0, total: 1 },
      },
    };
    const text = formatDueText(result(done), { colour: false });
    expect(text).toContain("comes back\n\nEnvironment `default` switched from `fast` to `premium`\n");
    expect(text).toContain("Commit 0123456789ab; 1 ms: commit 1\n");
  });
});

test("what is due, for programs", () => {
  expect(JSON.parse(formatDueJson(result({ ...quiet, due: [ended] })))).toStrictEqual({
    version: 1,
    at: "2026-12-03T08:00:00Z",
    environments: [{ environment: "default", due: [ended], next: null, result: null, failure: null }],
  });
});
