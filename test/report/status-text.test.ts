import { describe, expect, test } from "vitest";
import type { Status } from "../../src/domain/status.ts";
import { formatDeliveryText } from "../../src/report/delivery-text.ts";
import { formatProofJson } from "../../src/report/proof-json.ts";
import { formatStatusJson } from "../../src/report/status-json.ts";
import { formatStatusText } from "../../src/report/status-text.ts";
import { workerReport } from "../fakes/memory-proxy.ts";

const proof = {
  outcome: "proven",
  strength: "identity",
  workers: 1,
  milliseconds: 3,
  except: [],
  caveats: [],
} as const;
const worker = workerReport({ state: "applied" });

const status: Status = {
  version: 1,
  environment: "default",
  commit: "1a2b3c4d5e6f7890",
  branch: "refs/heads/main",
  layers: {
    declared: { profile: "premium", overrides: {}, avoid: {}, until: null, scheduled: null },
    rendered: { path: "litellm_config.yaml", profile: "premium" },
    delivered: { path: "/proxy/litellm_config.yaml", profile: "premium", sha256: "ab" },
    live: { profile: "premium", proof, proxies: [{ url: "http://a", failure: null, workers: [worker] }] },
  },
  break_glass: null,
  drift: null,
  armed: null,
  disarm: null,
  agent: null,
  warnings: [],
};

const text = (part: Partial<Status> = {}) => formatStatusText({ ...status, ...part }, { colour: false });

describe("the status in words", () => {
  test("shows the four layers", () => {
    expect(text()).toBe(`Environment \`default\` at 1a2b3c4d5e6f (main)

declared   premium  in the sources
rendered   premium  litellm_config.yaml
delivered  premium  /proxy/litellm_config.yaml
live       premium  1 proxy, 1 worker

http://a worker here:100: applied at 2026-01-02T12:00:00.000Z, LiteLLM 1.106.2, module 0.1.0

Proven live in 1 worker, for this very file, in 3 ms

All layers agree
`);
  });

  test("says what the agent came to, and what is not so", () => {
    const since = "2026-01-02T12:00:00.000Z";
    const agent = {
      version: 1,
      environment: "default",
      remote: "origin",
      commit: "1a2b3c4d5e6f7a8b9c0d",
      outcome: "unproven",
      conditions: [
        { type: "Delivered", status: "true", reason: "delivered", message: "It lies there", since },
        { type: "Proven", status: "false", reason: "silent", message: "One worker says nothing", since },
      ],
      started_at: since,
      ended_at: "2026-01-02T12:00:09.000Z",
    } as const;
    expect(text({ agent })).toContain(`All layers agree

Agent of \`default\`, follows \`origin\`: unproven at 1a2b3c4d5e6f, 2026-01-02T12:00:09.000Z
  Proven is false since 2026-01-02T12:00:00.000Z: One worker says nothing
`);
  });

  test.for([
    { drift: "rendered", said: "The config in git is not what the sources give" },
    { drift: "delivered", said: "The delivered file is not the one in git" },
    { drift: "live", said: "The proxies do not have the delivered file in force" },
  ] as const)("marks the layer that drifts: $drift", ({ drift, said }) => {
    const lines = text({ drift }).split("\n");
    expect(lines.filter((line) => line.endsWith("← drifts")).map((line) => line.split(" ")[0])).toEqual([drift]);
    expect(lines.join("\n")).toContain(said);
  });

  test("names the overrides", () => {
    const { layers } = status;
    const overrides = { synthesis: "ultra_fast", extraction: "cheap" };
    const overridden = {
      ...layers,
      declared: { ...layers.declared, overrides, avoid: { openai: { until: "2026-01-02T14:00:00Z", reason: "" } } },
    };
    expect(text({ layers: overridden })).toContain(
      "declared   premium  in the sources, but synthesis: ultra_fast, extraction: cheap; without openai until 2026-01-02 14:00Z, when `due` asks it again\n",
    );
  });

  test("names the moments to come", () => {
    const { layers } = status;
    const asked = { by: "Ada <ada@example.com>", reason: null, commit: "1a2b" };
    const until = { at: "2026-12-01T08:00:00Z", profile: "cheap", ...asked };
    const scheduled = { at: "2026-12-24T18:00:00Z", profile: "balanced", ...asked, reason: "INC-4711" };
    const line = (times: Partial<Status["layers"]["declared"]>) =>
      text({ layers: { ...layers, declared: { ...layers.declared, ...times } } })
        .split("\n")
        .find((each) => each.startsWith("declared"));
    expect(line({ until })).toBe("declared   premium  in the sources; until 2026-12-01 08:00Z, then cheap (Ada)");
    expect(line({ until, scheduled, overrides: { sort: "ultra_fast" } })).toBe(
      "declared   premium  in the sources, but sort: ultra_fast; until 2026-12-01 08:00Z, then cheap (Ada); balanced from 2026-12-24 18:00Z (Ada: INC-4711)",
    );
  });

  test("says what nobody has reviewed", () => {
    const broken = {
      profile: "cheap",
      before: "premium",
      until: "2026-12-01T05:10:00Z",
      by: "Ada <ada@example.com>",
      reason: "INC-4711",
      pull_request: 812,
      output_sha256: "ab",
    };
    expect(text({ break_glass: broken }).split("\n")).toContain(
      "Overridden until 2026-12-01 05:10Z by Ada (INC-4711), pull request 812",
    );
    expect(text({ break_glass: broken })).toContain("All layers agree, but for what nobody has reviewed\n");
    const drifted = text({ break_glass: broken, drift: "delivered" });
    expect(drifted).toContain("The delivered file is not the one that is meant: run `litellm-profiles due`\n");
    expect(drifted).not.toContain("litellm-profiles deliver");
    expect(text({ break_glass: { ...broken, pull_request: null } })).toContain(" (INC-4711), no pull request yet\n");
  });

  test("says what there is not", () => {
    const layers: Status["layers"] = {
      declared: { profile: "premium", overrides: {}, avoid: {}, until: null, scheduled: null },
      rendered: { path: "litellm_config.yaml", profile: null },
      delivered: null,
      live: { profile: null, proof: { outcome: "not configured" }, proxies: [] },
    };
    expect(text({ layers, branch: null })).toContain(`(no branch is checked out)

declared   premium  in the sources
rendered   –        litellm_config.yaml
delivered  –        nothing yet
live       –        no proxies configured
`);
  });

  test("says of a proxy that it does not answer, once", () => {
    const failure = "Proxy `http://a` cannot be asked";
    const down = { url: "http://a", failure, workers: [] };
    const doubts = [{ proxy: "http://a", seen: failure, differences: [] }];
    const unproven = { outcome: "unproven", workers: 0, milliseconds: 1, doubts } as const;
    const live = { profile: null, proof: unproven, proxies: [down, { ...down, url: "http://b" }] };
    const shown = text({ layers: { ...status.layers, live } });
    expect(shown).toContain("2 proxies, 0 workers");
    expect(shown.split(failure)).toHaveLength(3);
    const notDelivered = { ...unproven, doubts: [{ proxy: "/p", seen: "Nothing was delivered yet", differences: [] }] };
    expect(text({ layers: { ...status.layers, live: { ...live, proof: notDelivered } } })).toContain(failure);
  });

  test("warns of an armed file, in colour on request", () => {
    expect(text({ armed: "`/p` was cut short", warnings: ["Not looked at"] })).toContain(
      "Armed: `/p` was cut short; the next start would read it\n\nWarning: Not looked at\n",
    );
    expect(text({ armed: "`/p` was cut short", disarm: "npx litellm-profiles deliver" })).toContain(
      "the next start would read it\nDisarm it: npx litellm-profiles deliver\n",
    );
    expect(formatStatusText(status, { colour: true })).toContain("\u001B[32mAll layers agree\u001B[39m");
  });

  test("is the status itself as JSON", () => {
    expect(JSON.parse(formatStatusJson(status))).toEqual(status);
  });
});

describe("a delivery in words", () => {
  const result = {
    version: 1,
    environment: "default",
    commit: "1a2b3c4d5e6f7890",
    profile: "premium",
    path: "/proxy/litellm_config.yaml",
    proof,
    way_back: null,
    pull_request: null,
    revert: null,
    push: null,
    warnings: ["It is stale"],
  } as const;

  test("says what lies where, its proof and what to know", () => {
    expect(formatDeliveryText(result)).toBe(
      `Delivered: \`premium\` of \`default\`, commit 1a2b3c4d5e6f, to \`/proxy/litellm_config.yaml\`
Proven live in 1 worker, for this very file, in 3 ms
Warning: It is stale
`,
    );
  });

  test("says where it was pushed to; that it was not is among the warnings", () => {
    const push = { remote: "origin", pushed: true, why: null, hint: null };
    expect(formatDeliveryText({ ...result, push })).toContain("in 3 ms\nPushed to `origin`\nWarning: It is stale\n");
    expect(formatDeliveryText({ ...result, push: { ...push, pushed: false } })).toBe(formatDeliveryText(result));
  });

  test("says who was told, what went back, and what asks for the undoing", () => {
    const revert = {
      number: 4,
      url: null,
      title: "Roll back default",
      state: "open",
      branch: "litellm-profiles/default",
      action: "opened",
    } as const;
    const told = { ...result, pull_request: 3, way_back: proof, revert, warnings: [] };
    expect(formatDeliveryText(told)).toContain(
      "in 3 ms\nPull request 3 says so\nThe config before is back, proven live\nPull request 4, opened: Roll back default\n",
    );
    const way_back = { outcome: "unproven", workers: 0, milliseconds: 1, doubts: [] } as const;
    expect(formatDeliveryText({ ...result, way_back })).toContain("The config before is back, and not proven either\n");
  });

  test("is the result itself as JSON", () => {
    expect(JSON.parse(formatProofJson(result))).toEqual(result);
  });
});
