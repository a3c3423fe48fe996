import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { fetchedTool, ownTool, starterWorkflows } from "../../src/operations/starter-workflows.ts";

const root = join(import.meta.dirname, "../..");

interface Job {
  readonly if?: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly "timeout-minutes": number;
  readonly steps: readonly { readonly uses?: string; readonly run?: string; readonly with?: object }[];
}
interface Workflow {
  readonly permissions: object;
  readonly concurrency: { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly jobs: Readonly<Record<string, Job>>;
}

const texts = starterWorkflows(fetchedTool("0.1.0"));
const workflows = [...texts].map(([path, text]): [string, Workflow] => [path, parse(text)]);

describe.each(workflows)("%s", (path, { permissions, concurrency, jobs }) => {
  const all = Object.values(jobs);
  const steps = all.flatMap((job) => job.steps);

  it("may nothing but what a job names", () => {
    expect(permissions).toEqual({});
    const may = all.map((job) => job.permissions);
    const asks = { contents: "write", "pull-requests": "write" };
    const due: Record<string, object> = {
      validate: { contents: "read", "pull-requests": "write", "security-events": "write", statuses: "write" },
      verify: { ...asks, statuses: "write" },
    };
    expect(may).toEqual([due[/-(\w+)\.yml$/.exec(path)?.[1] ?? ""] ?? asks]);
  });

  it("runs one at a time, and not for ever", () => {
    expect(concurrency.group).toMatch(/^litellm-profiles-/);
    // Only a judgement may be thrown away half-way.
    expect(concurrency["cancel-in-progress"]).toBe(path.endsWith("validate.yml"));
    expect(all.every((job) => job["timeout-minutes"] <= 15)).toBe(true);
  });

  it("names each action by its commit, and keeps no token in a file", () => {
    const uses = steps.flatMap((step) => step.uses ?? []);
    expect(uses.length).toBeGreaterThanOrEqual(2);
    for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40}$/);
    const checkouts = steps.filter((step) => step.uses?.startsWith("actions/checkout@") === true);
    expect(checkouts).toMatchObject([{ with: { "fetch-depth": 0, "persist-credentials": false } }]);
  });

  it("reads nothing that somebody named as a command", () => {
    const runs = steps.flatMap((step) => step.run ?? []);
    expect(runs.length).toBeGreaterThanOrEqual(1);
    for (const run of runs) expect(run).not.toContain("${{");
  });
});

describe("this repository's own workflows", () => {
  it.each([...starterWorkflows(ownTool)])("are those, and wait for a forge: %s", (path, text) => {
    expect(readFileSync(join(root, path), "utf8")).toBe(text);
    const { jobs }: Workflow = parse(text);
    for (const job of Object.values(jobs)) expect(job.if).toMatch(/^vars\.LITELLM_PROFILES_FORGE == 'github'/);
  });
});
