import { describe, expect, test } from "vitest";
import type { DueEnvironment, DueResult } from "../../src/domain/due-result.ts";
import { formatDueJson } from "../../src/report/due-json.ts";
import { formatDueText } from "../../src/report/due-text.ts";
import { makePlan } from "./make-plan.ts";

const quiet: DueEnvironment = {
  environment: "default",
  due: [],
  resting: [],
  next: null,
  break_glass: null,
  delivery: null,
  result: null,
  failure: null,
};
const broken = {
  profile: "fast",
  before: "premium",
  until: "2026-12-01T08:00:00Z",
  by: "Ada <ada@example.com>",
  reason: "INC-4711",
  pull_request: 812,
  output_sha256: "ab",
};
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

  test("says which provider is to be asked again, and when", () => {
    const asks = { at: "2026-12-01T08:00:00Z", kind: "asks", provider: "openai" } as const;
    expect(formatDueText(result({ ...quiet, due: [asks] }, { ...quiet, next: asks }), { colour: false })).toBe(
      "Due in `default` since 2026-12-01 08:00Z: the time to avoid `openai` is over\n\nNothing is due in `default`\nNext in `default`: `openai` is asked again at 2026-12-01 08:00Z\n",
    );
  });

  test("says what was taken back, and when it is tried again", () => {
    expect(formatDueText(result({ ...quiet, resting: [begun] }), { colour: false })).toBe(
      "Nothing is due in `default`\nIn `default`: `cheap` was due, was not proven in time and was taken back; it is tried again from 2026-12-02 08:00Z on\n",
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

  test("says what nobody has reviewed, and how it ended", () => {
    expect(formatDueText(result({ ...quiet, next: ended, break_glass: broken }), { colour: false })).toBe(
      "Nothing is due in `default`\n`default` is overridden until 2026-12-01 08:00Z by Ada (INC-4711), pull request 812\nNext in `default`: `premium` at 2026-12-01 08:00Z\n",
    );
    const delivery = {
      version: 1,
      environment: "default",
      commit: "0123456789abcdef",
      profile: "premium",
      path: "/proxy/litellm_config.yaml",
      proof: { outcome: "not configured" },
      way_back: null,
      pull_request: null,
      revert: null,
      push: null,
      warnings: [],
    } as const;
    const text = formatDueText(result({ ...quiet, due: [ended], break_glass: broken, delivery }), { colour: false });
    expect(text).toContain(
      "`premium` comes back\nDelivered: `premium` of `default`, commit 0123456789ab, to `/proxy/litellm_config.yaml`\n",
    );
    expect(text).not.toContain("overridden");
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
    environments: [{ ...quiet, due: [ended] }],
  });
});
