import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/domain/plan.ts";
import type { SwitchResult } from "../../src/domain/switch-result.ts";
import { formatSwitchJson } from "../../src/report/switch-json.ts";
import { formatSwitchText } from "../../src/report/switch-text.ts";

const group = (name: string, model: string) => ({
  group: name,
  deployments: [{ id: `${name}--1`, model, weight: null }],
});
const price = { before: 2.5, after: 0.3, change_percent: -88 };

const plan: Plan = {
  version: 1,
  environment: "default",
  from: "premium",
  to: "balanced",
  overrides: [],
  avoided: [],
  until: { before: null, after: null },
  scheduled: { before: null, after: null },
  fingerprint: { base_commit: null, input_sha256: "", output_sha256: "" },
  tasks: [
    {
      task: "classification",
      before: group("classification_premium", "openai/gpt-4o"),
      after: group("classification_balanced", "gemini/gemini-2.5-flash"),
      input_usd_per_million: price,
      output_usd_per_million: { before: 10, after: 2.5, change_percent: -75 },
      context: { before: 1, after: 1 },
      disabled: null,
      capabilities_lost: [
        ...["a", "b", "c", "d"].map((capability) => ({ capability, where: "group classification_balanced" })),
        { capability: "e", where: "fallback classification_fast" },
      ],
    },
    {
      task: "synthesis",
      before: null,
      after: group("synthesis_balanced", "openai/gpt-5"),
      input_usd_per_million: { before: null, after: 0.3, change_percent: null },
      output_usd_per_million: { before: null, after: null, change_percent: null },
      context: { before: 1, after: 1 },
      disabled: null,
      capabilities_lost: [{ capability: "vision", where: "group synthesis_balanced" }],
    },
    {
      task: "same",
      before: group("same", "openai/gpt-5"),
      after: group("same", "openai/gpt-5"),
      input_usd_per_million: { before: 1, after: 1, change_percent: 0 },
      output_usd_per_million: { before: 1, after: 1, change_percent: 0 },
      context: { before: 1, after: 1 },
      disabled: null,
      capabilities_lost: [],
    },
  ],
  also_changes: ["Group `gone` is removed"],
  restart: [],
  warnings: [],
};

const result: SwitchResult = {
  version: 1,
  environment: "default",
  outcome: "switched",
  success: true,
  from_profile: "premium",
  to_profile: "balanced",
  active_mappings: {},
  switch_timestamp: "2026-01-02T12:00:00.000Z",
  reload_successful: true,
  commit: "1a2b3c4d5e6f7890",
  proof: { outcome: "proven", strength: "identity", workers: 2, milliseconds: 12, except: [], caveats: [] },
  plan,
  undo: "npx litellm-profiles rollback 1a2b3c4d5e6f",
  pull_request: null,
  way_back: null,
  push: null,
  warnings: [],
  milliseconds: { load: 20.4, check: 18, commit: 22, deliver: 3, prove: 12, note: 0, push: 0, total: 84.2 },
};
const unproven = { outcome: "unproven", workers: 0, milliseconds: 5000, doubts: [] } as const;
const empty: Plan = { ...plan, tasks: [], also_changes: [] };

function text(part: Partial<SwitchResult> = {}): string {
  return formatSwitchText({ ...result, ...part }, { colour: false });
}

describe("the end of a switch in words", () => {
  test("is one screen", () => {
    expect(text()).toBe(`Environment \`default\` switched from \`premium\` to \`balanced\`, live

Task            Models                                   Input per million tokens  Output per million tokens
classification  openai/gpt-4o → gemini/gemini-2.5-flash  2.50 → 0.30 USD (−88 %)   10.00 → 2.50 USD (−75 %)
synthesis       nothing → openai/gpt-5                   unknown → 0.30 USD        unknown
classification loses a, b, c and 1 more
synthesis loses vision
Group \`gone\` is removed

Proven live in 2 workers, for this very file, in 12 ms

Commit 1a2b3c4d5e6f; 84 ms: load 20, check 18, commit 22, deliver 3, prove 12
Undo it: npx litellm-profiles rollback 1a2b3c4d5e6f
`);
  });

  test("says nothing of capabilities where none is lost", () => {
    const tasks = plan.tasks.slice(1, 2).map((task) => ({ ...task, capabilities_lost: [] }));
    expect(text({ plan: { ...plan, tasks, also_changes: [] } })).not.toContain("loses");
  });

  test("says that no proof is configured, and warns", () => {
    expect(text({ plan: empty, proof: { outcome: "not configured" }, warnings: ["Not pushed"] })).toBe(
      `Environment \`default\` switched from \`premium\` to \`balanced\`

Proof: not configured (the environment names no \`proxies\`)

Warning: Not pushed

Commit 1a2b3c4d5e6f; 84 ms: load 20, check 18, commit 22, deliver 3, prove 12
Undo it: npx litellm-profiles rollback 1a2b3c4d5e6f
`,
    );
  });

  test("tells of a pull request, and how to go on", () => {
    const pull = {
      number: 3,
      url: null,
      title: "Switch default",
      state: "open",
      branch: "b",
      action: "opened",
    } as const;
    const asked = {
      outcome: "proposed",
      plan: empty,
      proof: { outcome: "not asked" },
      pull_request: pull,
      undo: "npx litellm-profiles pr close 3",
    } as const;
    expect(text(asked)).toBe(`Pull request 3 is opened: Switch default

Commit 1a2b3c4d5e6f on branch \`b\`; 84 ms: load 20, check 18, commit 22, deliver 3, prove 12
Merge it: npx litellm-profiles pr merge 3
Withdraw it: npx litellm-profiles pr close 3
`);
    const url = "https://example.org/pull/3";
    expect(text({ ...asked, pull_request: { ...pull, url, action: "updated" } })).toContain(
      "Pull request 3 is brought up to date: Switch default",
    );
    expect(text({ ...asked, pull_request: { ...pull, url, action: "unchanged" } })).toContain(`Review it: ${url}\n`);
  });

  test("tells of a pull request that is not needed any more", () => {
    const pull = {
      number: 3,
      url: null,
      title: "Switch default",
      state: "closed",
      branch: "b",
      action: "closed",
    } as const;
    const part = { outcome: "withdrawn", plan: empty, proof: { outcome: "not asked" }, pull_request: pull } as const;
    expect(text({ ...part, to_profile: "premium", commit: null, undo: null })).toBe(
      `Environment \`default\` stays on \`premium\`: pull request 3 is closed

No commit was needed; 84 ms: load 20, check 18, commit 22, deliver 3, prove 12
`,
    );
  });

  test.for<{ part: Partial<SwitchResult>; head: string }>([
    {
      part: { outcome: "already active", commit: null, undo: null },
      head: "Environment `default` is on `balanced` already",
    },
    {
      part: { from_profile: "balanced" },
      head: "Environment `default` stays on `balanced`, with other models for `classification`, `synthesis`, live",
    },
    {
      part: { from_profile: "balanced", plan: empty },
      head: "Environment `default`: `balanced` is rendered anew, live",
    },
    {
      part: {
        from_profile: "balanced",
        plan: { ...empty, until: { before: { at: "2026-12-01T08:00:00Z", profile: "premium" }, after: null } },
      },
      head: "Environment `default` stays on `balanced`, live",
    },
    {
      part: { outcome: "held", proof: unproven },
      head: "Environment `default` declares `balanced`, and it is not proven live",
    },
    {
      part: { outcome: "reverted", proof: unproven },
      head: "Environment `default` is back on `premium`: `balanced` was not proven live",
    },
  ])("$head", ({ part, head }) => {
    expect(text(part).split("\n")[0]).toBe(head);
  });

  test("says when no commit was needed", () => {
    expect(text({ plan: empty, commit: null, undo: null }).split("\n").at(-2)).toBe(
      "No commit was needed; 84 ms: load 20, check 18, commit 22, deliver 3, prove 12",
    );
  });

  test("says where it was pushed to; that it was not is among the warnings", () => {
    const push = { remote: "origin", pushed: true, why: null, hint: null };
    expect(text({ push })).toContain("\nCommit 1a2b3c4d5e6f, pushed to `origin`; 84 ms");
    expect(text({ push, commit: null })).toContain("\nNo commit was needed, pushed to `origin`; 84 ms");
    expect(text({ push: { ...push, pushed: false } })).toBe(text());
  });

  test.for([
    { commit: "9876543210fedcba", said: "Undone by commit 9876543210fe; the config before was delivered again." },
    { commit: null, said: "The commit stays; the config before was delivered again." },
  ])("tells the way back: $said", ({ commit, said }) => {
    expect(text({ outcome: "reverted", proof: unproven, way_back: { commit, proof: result.proof } })).toContain(
      `${said} Proven live in 2 workers`,
    );
  });

  test("is coloured on request, and only by us", () => {
    const coloured = formatSwitchText({ ...result, warnings: ["\u001B[2J"] }, { colour: true });
    expect(coloured).toContain("\u001B[32mEnvironment");
    expect(coloured).toContain("\u001B[33mWarning: �[2J\u001B[39m");
  });

  test("is the result itself as JSON", () => {
    expect(JSON.parse(formatSwitchJson(result))).toEqual(result);
  });
});
