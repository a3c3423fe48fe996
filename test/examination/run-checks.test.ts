import { describe, expect, test } from "vitest";

import type { WorkerReport } from "../../src/domain/proof.ts";
import { toolIdentity } from "../../src/domain/revision.ts";
import type { Status } from "../../src/domain/status.ts";
import type { ExaminedProxy, Facts } from "../../src/examination/facts.ts";
import { runChecks } from "../../src/examination/index.ts";
import { readConfig } from "../../src/litellm/read-config.ts";
import { makeEnvironment } from "../fakes/make-environment.ts";
import { workerReport } from "../fakes/memory-proxy.ts";

const sha256 = "a".repeat(64);
const url = "http://127.0.0.1:4000";
const worker = workerReport({ state: "applied", single_file_mount: false, module_sha256: sha256 });

function proxyOf(workers: readonly WorkerReport[], more: Partial<ExaminedProxy> = {}): ExaminedProxy {
  const answer = { v: 1, config_path: "/etc/litellm_config.yaml", workers, others: "known" } as const;
  return { url, failure: undefined, answer, unset: [], isAdmin: true, ...more };
}

const status: Status = {
  version: 1,
  environment: "default",
  commit: "c".repeat(40),
  branch: "refs/heads/main",
  layers: {
    declared: { profile: "premium", overrides: {}, avoid: {}, until: null, scheduled: null },
    rendered: { path: "litellm_config.yaml", profile: "premium" },
    delivered: null,
    live: { profile: null, proof: { outcome: "not configured" }, proxies: [] },
  },
  break_glass: null,
  drift: null,
  armed: null,
  disarm: null,
  agent: null,
  warnings: [],
};

const well: Facts = {
  environment: makeEnvironment("premium"),
  status,
  config: {},
  references: [],
  proxies: [proxyOf([worker, { ...worker, pid: 101 }])],
  shipped: { version: "0.1.0", sha256 },
  variables: undefined,
  manifests: new Map(),
  holder: undefined,
  leftOver: [],
  switches: { all: 0, noted: 0 },
  actor: { name: "Ada", email: "ada@example.org" },
};

/** What one check says, a line each: state, message and fix. */
function said(check: string, facts: Partial<Facts> = {}): string[][] {
  return runChecks({ ...well, ...facts })
    .filter((each) => each.check === check)
    .map(({ state, message, fix }) => [state, message, ...(fix === null ? [] : [fix])]);
}

const newModule = "Write it anew, `litellm-profiles hook > litellm_profiles_hook.py`, and restart the proxy once";

test("every check is told once, in an order of its own", () => {
  expect(runChecks(well).map(({ check }) => check)).toEqual([
    "workers",
    "module",
    "release",
    "key",
    "mount",
    "checksum",
    "database",
    "cache",
    "variables",
    "layers",
    "lock",
    "left-over",
    "notes",
    "identity",
  ]);
});

describe("the proxies", () => {
  test.each<[string, string, Partial<Facts>, string[][]]>([
    ["that answer", "workers", {}, [["ok", `Proxy \`${url}\` has 2 workers`]]],
    [
      "that there are none of",
      "workers",
      { proxies: [] },
      [["warning", "The environment names no proxies, so no switch is proven", "Name them in `proxies:`"]],
    ],
    [
      "that cannot be asked",
      "workers",
      { proxies: [proxyOf([], { failure: { message: "It is down", hint: "Start it" }, answer: undefined })] },
      [["error", "It is down", "Start it"]],
    ],
    [
      "whose module reports nothing",
      "workers",
      { proxies: [proxyOf([])] },
      [["error", `Proxy \`${url}\` has 0 workers`, "Start it again: its module reports nothing"]],
    ],
    [
      "that name one worker only",
      "workers",
      { proxies: [proxyOf([worker], { answer: { v: 1, config_path: "/c", workers: [worker], others: "unknown" } })] },
      [
        [
          "warning",
          `Proxy \`${url}\` has 1 worker that answered; the others are unknown`,
          "Give it a directory for the reports that it may write: `LITELLM_PROFILES_RUN_DIR`",
        ],
      ],
    ],
    [
      "with a worker that refused",
      "workers",
      { proxies: [proxyOf([{ ...worker, state: "refused", error: "X is unset" }])] },
      [
        [
          "error",
          `Proxy \`${url}\` has 1 worker; \`here:100\` refused the file: X is unset`,
          "Correct the config and deliver it: `litellm-profiles deliver`",
        ],
      ],
    ],
    [
      "with a worker that cannot say why",
      "workers",
      { proxies: [proxyOf([{ ...worker, state: "unsupported" }])] },
      [
        [
          "error",
          `Proxy \`${url}\` has 1 worker; \`here:100\` refused the file: without a reason`,
          "Correct the config and deliver it: `litellm-profiles deliver`",
        ],
      ],
    ],
    ["their module", "module", {}, [["ok", "Module 0.1.0 runs in 2 workers, as shipped (SHA-256 aaaaaaaaaaaa)"]]],
    ["a module that nobody names", "module", { proxies: [] }, [["unknown", "No worker says which module it runs"]]],
    [
      "modules that differ",
      "module",
      {
        proxies: [
          proxyOf([
            { ...worker, module: "0.0.9" },
            { ...worker, module_sha256: "b".repeat(64) },
            workerReport({ single_file_mount: false }),
          ]),
        ],
      },
      [
        ["warning", "Module 0.0.9 runs in 1 worker, 0.1.0 is shipped", newModule],
        ["error", "Another file than module 0.1.0 as shipped runs in 1 worker (SHA-256 bbbbbbbbbbbb)", newModule],
        ["unknown", "Module 0.1.0 runs in 1 worker and does not say its digest", newModule],
      ],
    ],
    ["their release", "release", {}, [["ok", "Every worker runs LiteLLM 1.106.2, as declared"]]],
    [
      "a release that nobody names",
      "release",
      { proxies: [] },
      [["unknown", "LiteLLM 1.106.2 is declared; no worker says what runs"]],
    ],
    [
      "another release",
      "release",
      { proxies: [proxyOf([{ ...worker, litellm: "1.94.3" }])] },
      [
        [
          "warning",
          "LiteLLM 1.94.3 runs, 1.106.2 is declared",
          "Write `litellm: 1.94.3` in `environments/default.yaml`, or upgrade the proxies",
        ],
      ],
    ],
    ["an administrator's key", "key", {}, [["ok", `The key for \`${url}\` is an administrator's`]]],
    [
      "another key",
      "key",
      { proxies: [proxyOf([worker], { isAdmin: false })] },
      [
        [
          "warning",
          `The key for \`${url}\` is no administrator's: LiteLLM's own routes refuse it`,
          "Set the variable of `proxies[].key` to the master key",
        ],
      ],
    ],
    [
      "a key that was not tried",
      "key",
      { proxies: [proxyOf([], { isAdmin: undefined })] },
      [["unknown", `The role of the key for \`${url}\` was not seen`]],
    ],
    ["a mount of the folder", "mount", {}, [["ok", "The config is no single mounted file"]]],
    ["no worker", "mount", { proxies: [] }, [["unknown", "No worker says how the config is mounted"]]],
    [
      "a module too old to say",
      "mount",
      { proxies: [proxyOf([workerReport()])] },
      [["unknown", "No worker says how the config is mounted", newModule]],
    ],
    [
      "a single mounted file",
      "mount",
      { proxies: [proxyOf([{ ...worker, single_file_mount: true }])] },
      [
        [
          "error",
          "`The config` is a single mounted file on `here`: it never changes inside the container",
          "Mount its folder: no `subPath`, no `-v file:file`",
        ],
      ],
    ],
  ])("%s", (_what, check, facts, expected) => {
    expect(said(check, facts)).toEqual(expected);
  });
});

const deployment = (annotation: string) => `apiVersion: apps/v1
kind: Deployment
spec:
  template:
    metadata:
      annotations:
        ${annotation}
    spec: {containers: [{image: ghcr.io/berriai/litellm}]}
`;

describe("the config and the manifests", () => {
  test.each<[string, string, string, string[][]]>([
    [
      "no database",
      "database",
      "a: 1",
      [
        [
          "unknown",
          "The config keeps no models in a database; whether `STORE_MODEL_IN_DB` is set for the proxy is not seen here",
        ],
      ],
    ],
    [
      "models in a database",
      "database",
      "general_settings: {store_model_in_db: true}",
      [
        [
          "error",
          "`store_model_in_db` is on: models and settings of the database lie over those of the file",
          "Remove it, also the variable `STORE_MODEL_IN_DB` of the proxy",
        ],
      ],
    ],
    ["no cache", "cache", "a: 1", [["ok", "The response cache is off in the config"]]],
    [
      "a cache",
      "cache",
      "litellm_settings: {cache: true, cache_params: {type: redis}}",
      [["ok", "The response cache is on; the module keeps answers apart by deployment"]],
    ],
    [
      "a semantic cache",
      "cache",
      "litellm_settings: {cache: true, cache_params: {type: redis-semantic}}",
      [
        [
          "warning",
          "The cache is semantic (`redis-semantic`): a proof does not cover what it answers",
          "Use another `cache_params.type`, or empty it after a switch",
        ],
      ],
    ],
    ["no variables", "variables", "a: 1", [["ok", "The config refers to no variables"]]],
  ])("%s", (_what, check, yaml, expected) => {
    expect(said(check, { config: readConfig(yaml).config ?? {} })).toEqual(expected);
  });

  test("variables cannot be seen where neither a worker nor a file names them", () => {
    expect(said("variables", { references: ["A", "B"] })).toEqual([
      [
        "unknown",
        "2 variables of the proxy cannot be seen here: A, B",
        "Name the file that sets them: `--variables FILE`",
      ],
    ]);
  });

  test("variables are compared with those that a file sets", () => {
    const references = ["A", "B", "C"];
    const fix = "Set what is missing where the proxy runs";
    expect(said("variables", { references, variables: new Set(["A", "B", "C"]) })).toEqual([
      ["ok", "All 3 variables are set"],
    ]);
    expect(said("variables", { references, variables: new Set(["A", "B"]) })).toEqual([["error", "C is unset", fix]]);
    expect(said("variables", { references, variables: new Set(["A"]) })).toEqual([["error", "B, C are unset", fix]]);
  });

  test("variables are those that the workers say they lack", () => {
    const references = ["A", "B"];
    const proxies = [
      proxyOf([worker], { unset: [{ worker: "one:1", names: [] }] }),
      proxyOf([worker], {
        url: "http://b",
        unset: [
          { worker: "two:2", names: ["B"] },
          { worker: "two:3", names: ["A", "B"] },
        ],
      }),
    ];
    const fix = "Set what is missing where the proxy runs, and restart it once";
    const seen = [
      ["ok", `2 variables are set in worker \`one:1\` of proxy \`${url}\``],
      ["error", "B is unset in worker `two:2` of proxy `http://b`", fix],
      ["error", "A, B are unset in worker `two:3` of proxy `http://b`", fix],
    ];
    expect(said("variables", { references, proxies })).toEqual(seen);
    expect(said("variables", { references, proxies, variables: new Set(["A", "B"]) })).toEqual([
      ...seen,
      ["ok", "All 2 variables are set"],
    ]);
  });

  test("an annotation with a checksum restarts the pods", () => {
    const manifests = new Map([
      ["a.yaml", deployment("checksum/config: abc")],
      ["b.yaml", deployment("team: platform")],
      ["c.yaml", "kind: Deployment\nmetadata: {name: other}\n"],
      ["d.yaml", "kind: ConfigMap\nmetadata: {name: litellm}\n"],
    ]);
    expect(said("checksum", { manifests })).toEqual([
      [
        "warning",
        "`a.yaml` has the annotation `checksum/config`: every switch restarts the pods",
        "Remove it, once the module runs",
      ],
      ["ok", "`b.yaml` has no annotation with a checksum"],
    ]);
    expect(said("checksum")).toEqual([
      ["unknown", "No manifest of a workload with LiteLLM was found beside the project"],
    ]);
  });
});

describe("the repository", () => {
  test.each<[string, string, Partial<Facts>, string[][]]>([
    ["layers that agree", "layers", {}, [["ok", "Declared, rendered, delivered and live agree"]]],
    [
      "a layer that drifts",
      "layers",
      { status: { ...status, drift: "live" } },
      [
        [
          "warning",
          "What is live is not what the layer before it says",
          "`litellm-profiles status -e default` shows more",
        ],
      ],
    ],
    [
      "a file that the next start would read",
      "layers",
      { status: { ...status, armed: "`x` was cut short", disarm: "npx litellm-profiles deliver" } },
      [["error", "`x` was cut short; the next start would read it", "npx litellm-profiles deliver"]],
    ],
    [
      "and nothing that mends it",
      "layers",
      { status: { ...status, armed: "`x` was cut short" } },
      [["error", "`x` was cut short; the next start would read it", "`litellm-profiles status -e default` shows more"]],
    ],
    ["a free lock", "lock", {}, [["ok", "Nobody holds the environment's lock"]]],
    [
      "a lock that is held",
      "lock",
      { holder: "Ada switches" },
      [["warning", "Ada switches", "Wait for it; a holder whose process ended is taken over"]],
    ],
    ["nothing left over", "left-over", {}, [["ok", "No interrupted switch left anything behind"]]],
    [
      "files left over",
      "left-over",
      { leftOver: ["a", "b"] },
      [
        [
          "warning",
          "An interrupted switch left `a`, `b` as before it",
          "The next switch repairs it, as does `litellm-profiles deliver -e default`",
        ],
      ],
    ],
    ["no switch", "notes", {}, [["ok", "No switch was made yet, so none has a proof note"]]],
    [
      "notes that are here",
      "notes",
      { switches: { all: 1, noted: 1 } },
      [["ok", "Switches with a proof note here: 1 of 1"]],
    ],
    [
      "notes that are not here",
      "notes",
      { switches: { all: 3, noted: 0 } },
      [
        [
          "warning",
          "No switch has a proof note here: whether they were proven is unknown",
          "Fetch them: `git fetch origin refs/notes/litellm-profiles:refs/notes/litellm-profiles`",
        ],
      ],
    ],
    ["somebody", "identity", {}, [["ok", "Git commits as Ada <ada@example.org>"]]],
    [
      "nobody",
      "identity",
      { actor: toolIdentity },
      [
        [
          "warning",
          "Git does not know who commits: history names the tool",
          "Say who you are: `git config user.name NAME` and `git config user.email ADDRESS`",
        ],
      ],
    ],
  ])("%s", (_what, check, facts, expected) => {
    expect(said(check, facts)).toEqual(expected);
  });
});
