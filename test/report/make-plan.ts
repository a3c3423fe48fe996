import type { Plan, TaskPlan } from "../../src/domain/plan.ts";

/** A task that goes from one model to another, with what a test says of it. */
export function makeTask(parts: Partial<TaskPlan> = {}): TaskPlan {
  return {
    task: "sort",
    before: { group: "sort_premium", deployments: [{ id: "s1", model: "openai/gpt-4o", weight: null }] },
    after: { group: "sort_balanced", deployments: [{ id: "s2", model: "gemini/gemini-2.5-flash", weight: null }] },
    disabled: null,
    input_usd_per_million: { before: 2.5, after: 0.3, change_percent: -88 },
    output_usd_per_million: { before: 10, after: 12.5, change_percent: 25 },
    context: { before: 128_000, after: 1_048_576 },
    capabilities_lost: [],
    ...parts,
  };
}

/** A plan of one task, with what a test says of it. */
export function makePlan(parts: Partial<Plan> = {}): Plan {
  return {
    version: 1,
    environment: "production",
    from: "premium",
    to: "balanced",
    overrides: [],
    avoided: [],
    until: { before: null, after: null },
    scheduled: { before: null, after: null },
    fingerprint: { base_commit: null, input_sha256: "1", output_sha256: "2" },
    tasks: [makeTask()],
    also_changes: [],
    restart: [],
    warnings: [],
    ...parts,
  };
}
