import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/domain/plan.ts";
import { openModelMap, type ModelFacts, type ModelMap } from "../../src/litellm/model-map.ts";
import { planChange } from "../../src/plan/plan-change.ts";
import type { PlanSide } from "../../src/plan/plan-side.ts";
import { makeSide, type SideParts } from "./make-side.ts";

function facts(input: number, output: number, context: number, ...capabilities: string[]): ModelFacts {
  return {
    mode: "chat",
    inputUsdPerToken: input,
    outputUsdPerToken: output,
    maxInputTokens: context,
    capabilities: new Set(capabilities),
  };
}

const known: Readonly<Record<string, ModelFacts>> = {
  "a/large": facts(2.5e-6, 1e-5, 128_000, "response_schema", "vision"),
  "b/small": facts(3e-7, 2.5e-6, 1_000_000, "response_schema"),
  "c/tiny": facts(1e-7, 4e-7, 8_000),
  "c/flagged": facts(1e-7, 4e-7, 8_000, "adaptive_thinking", "output_config", "reasoning"),
  "d/free": facts(0, 0, 128_000),
  "e/unpriced": { mode: "chat", maxInputTokens: 128_000, capabilities: new Set(["response_schema", "vision"]) },
};
const models: ModelMap = { release: "1.106.2", lookUp: (model) => known[model] };
const fingerprint = { base_commit: null, input_sha256: "1", output_sha256: "2" };

const premium: SideParts = {
  active: "premium",
  tasks: [{ name: "sort", requires: ["response_schema"], legacyNames: ["sort-old"] }, { name: "write" }],
  aliases: { sort: "sort_premium", "sort-old": "sort_premium", write: "write_premium", chat: "by-hand" },
  fallbacks: [{ sort: ["sort_balanced"] }, { "sort-old": ["sort_balanced"] }, { sort_premium: ["sort_balanced"] }],
  groups: {
    sort_premium: [{ id: "s1", model: "a/large" }],
    sort_balanced: [{ id: "s2", model: "b/small" }],
    write_premium: [
      { id: "w1", model: "a/large", weight: 3 },
      { id: "w2", model: "b/small", weight: 1 },
    ],
    write_balanced: [{ id: "w3", model: "b/small" }],
    "by-hand": [{ model: "a/large" }],
  },
};
const balanced: SideParts = {
  ...premium,
  active: "balanced",
  aliases: { sort: "sort_balanced", "sort-old": "sort_balanced", write: "write_balanced", chat: "by-hand" },
  fallbacks: [{ sort_premium: ["sort_balanced"] }],
};

function plan(before: SideParts | null, after: SideParts, map: ModelMap = models): Plan {
  const sides: { before: PlanSide | null; after: PlanSide } = {
    before: before && makeSide(before),
    after: makeSide(after),
  };
  return planChange({ environment: "production", ...sides, fingerprint, models: map });
}

function task(made: Plan, name: string) {
  return made.tasks.find((each) => each.task === name);
}

function priceOf(...members: { model: string; weight?: number; params?: Record<string, number> }[]) {
  const made = plan(premium, { ...premium, groups: { ...premium.groups, sort_premium: members } });
  return task(made, "sort")?.input_usd_per_million;
}

test("a switch is told task by task, and nothing else changes", () => {
  expect(plan(premium, balanced)).toEqual({
    version: 1,
    environment: "production",
    from: "premium",
    to: "balanced",
    overrides: [],
    avoided: [],
    until: { before: null, after: null },
    scheduled: { before: null, after: null },
    fingerprint,
    tasks: [
      {
        task: "sort",
        before: { group: "sort_premium", deployments: [{ id: "s1", model: "a/large", weight: null }] },
        after: { group: "sort_balanced", deployments: [{ id: "s2", model: "b/small", weight: null }] },
        input_usd_per_million: { before: 2.5, after: 0.3, change_percent: -88 },
        output_usd_per_million: { before: 10, after: 2.5, change_percent: -75 },
        context: { before: 128_000, after: 1_000_000 },
        disabled: null,
        capabilities_lost: [{ capability: "vision", where: "group sort_balanced" }],
      },
      {
        task: "write",
        before: {
          group: "write_premium",
          deployments: [
            { id: "w1", model: "a/large", weight: 3 },
            { id: "w2", model: "b/small", weight: 1 },
          ],
        },
        after: { group: "write_balanced", deployments: [{ id: "w3", model: "b/small", weight: null }] },
        input_usd_per_million: { before: 1.95, after: 0.3, change_percent: -84.6 },
        output_usd_per_million: { before: 8.125, after: 2.5, change_percent: -69.2 },
        context: { before: 128_000, after: 1_000_000 },
        disabled: null,
        capabilities_lost: [],
      },
    ],
    also_changes: [],
    restart: [],
    warnings: [],
  });
});

describe("from a side to itself", () => {
  test.each([premium, balanced])("nothing changes", (side) => {
    const made = plan(side, side);
    expect(made).toMatchObject({ also_changes: [], restart: [], warnings: [] });
    for (const each of made.tasks) {
      expect(each.before).toEqual(each.after);
      expect(each.capabilities_lost).toEqual([]);
      expect([each.input_usd_per_million.change_percent, each.output_usd_per_million.change_percent]).toEqual([0, 0]);
    }
  });

  test("a capability that the task requires and lacks already is not lost again", () => {
    const lacking: SideParts = {
      ...premium,
      groups: { ...premium.groups, sort_premium: [{ id: "s1", model: "c/tiny" }] },
    };
    expect(task(plan(lacking, lacking), "sort")?.capabilities_lost).toEqual([]);
  });
});

describe("overrides", () => {
  const overridden: SideParts = {
    ...premium,
    overrides: { sort: "balanced" },
    aliases: { ...premium.aliases, sort: "sort_balanced", "sort-old": "sort_balanced" },
    fallbacks: [{ sort_premium: ["sort_balanced"] }],
  };

  test("in force are named, and one that is new is told", () => {
    const made = plan(premium, overridden);
    expect(made).toMatchObject({ from: "premium", to: "premium", overrides: [{ task: "sort", profile: "balanced" }] });
    expect(task(made, "sort")?.after?.group).toBe("sort_balanced");
    expect(made.also_changes).toEqual(["Task `sort` follows `balanced`, whichever profile is active"]);
  });

  test("that end are told", () => {
    const made = plan(overridden, premium);
    expect(made.overrides).toEqual([]);
    expect(made.also_changes).toEqual(["Task `sort` follows the active profile again, no longer `balanced`"]);
  });

  test("survive a switch, of which only the other tasks' moves are left", () => {
    const made = plan(overridden, { ...balanced, overrides: { sort: "balanced" } });
    expect(made).toMatchObject({ overrides: [{ task: "sort", profile: "balanced" }], also_changes: [], warnings: [] });
    expect(task(made, "sort")?.before).toEqual(task(made, "sort")?.after);
  });
});

describe("a task that is disabled", () => {
  const { sort: _, "sort-old": __, ...aliases } = premium.aliases;
  const fallbacks = [{ sort_premium: ["sort_balanced"] }];
  const without: SideParts = { ...premium, disabled: { sort: "Too dear" }, aliases, fallbacks };

  test("is answered by nothing, and says why", () => {
    const made = plan(premium, without);
    expect(task(made, "sort")).toEqual({
      task: "sort",
      before: { group: "sort_premium", deployments: [{ id: "s1", model: "a/large", weight: null }] },
      after: null,
      disabled: "Too dear",
      input_usd_per_million: { before: 2.5, after: null, change_percent: null },
      output_usd_per_million: { before: 10, after: null, change_percent: null },
      context: { before: 128_000, after: null },
      capabilities_lost: [],
    });
    expect(made.warnings).toEqual([]);
  });

  test("and was so before is there, too", () => {
    const made = plan(without, without);
    expect(task(made, "sort")).toMatchObject({ before: null, after: null, disabled: "Too dear" });
    expect(made.also_changes).toEqual([]);
  });

  test("no longer gets an answer where there was none", () => {
    expect(task(plan(without, premium), "sort")).toMatchObject({
      before: null,
      after: { group: "sort_premium" },
      disabled: null,
    });
  });
});

describe("the first render", () => {
  const made = plan(null, premium);

  test("has no before, and no change to a price", () => {
    expect(made).toMatchObject({ from: null, to: "premium", also_changes: [], restart: [] });
    expect(task(made, "sort")).toMatchObject({
      before: null,
      input_usd_per_million: { before: null, after: 2.5, change_percent: null },
      context: { before: null, after: 128_000 },
      capabilities_lost: [],
    });
  });

  test("misses what the task requires", () => {
    const lacking: SideParts = {
      ...premium,
      groups: { ...premium.groups, sort_premium: [{ id: "s1", model: "c/tiny" }] },
    };
    expect(task(plan(null, lacking), "sort")?.capabilities_lost).toEqual([
      { capability: "response_schema", where: "group sort_premium" },
    ]);
  });
});

describe("prices", () => {
  test("an unknown one is null, never 0", () => {
    expect(priceOf({ model: "e/unpriced" })).toEqual({ before: 2.5, after: null, change_percent: null });
    expect(priceOf({ model: "x/unknown" })).toEqual({ before: 2.5, after: null, change_percent: null });
  });

  test("one unknown member makes the mean unknown, unless it is never called", () => {
    expect(priceOf({ model: "a/large" }, { model: "x/unknown" })?.after).toBeNull();
    expect(priceOf({ model: "a/large", weight: 1 }, { model: "x/unknown" })?.after).toBe(2.5);
  });

  test("a free model costs 0, and nothing is a percentage of it", () => {
    expect(priceOf({ model: "d/free" })).toEqual({ before: 2.5, after: 0, change_percent: -100 });
    const free: SideParts = { ...premium, groups: { ...premium.groups, sort_premium: [{ model: "d/free" }] } };
    expect(task(plan(free, premium), "sort")?.input_usd_per_million).toEqual({
      before: 0,
      after: 2.5,
      change_percent: null,
    });
  });

  test("without weights the mean is even, or by rpm as LiteLLM shuffles", () => {
    expect(priceOf({ model: "a/large" }, { model: "b/small" })?.after).toBe(1.4);
    expect(priceOf({ model: "a/large", params: { rpm: 1 } }, { model: "b/small", params: { rpm: 9 } })?.after).toBe(
      0.52,
    );
    expect(priceOf({ model: "a/large", weight: 0 }, { model: "b/small", weight: 0 })?.after).toBe(1.4);
  });

  test("a group without a member has none", () => {
    expect(priceOf()).toEqual({ before: 2.5, after: null, change_percent: null });
  });
});

describe("context", () => {
  test("is that of the smallest member, unknown where one is", () => {
    const members = [{ model: "a/large" }, { model: "c/tiny" }];
    const smaller = plan(premium, { ...premium, groups: { ...premium.groups, sort_premium: members } });
    expect(task(smaller, "sort")?.context).toEqual({ before: 128_000, after: 8_000 });
    const unknown = [...members, { model: "x/unknown" }];
    const made = plan(premium, { ...premium, groups: { ...premium.groups, sort_premium: unknown } });
    expect(task(made, "sort")?.context.after).toBeNull();
  });
});

describe("capabilities", () => {
  test("are lost by one member of several, and by fallback targets", () => {
    const after: SideParts = {
      ...balanced,
      fallbacks: [{ sort: ["tiny", "sort_premium"] }],
      groups: {
        ...premium.groups,
        sort_balanced: [{ model: "a/large" }, { model: "c/tiny" }],
        tiny: [{ id: "t", model: "c/tiny" }],
      },
    };
    expect(task(plan(premium, after), "sort")?.capabilities_lost).toEqual([
      { capability: "response_schema", where: "group sort_balanced" },
      { capability: "vision", where: "group sort_balanced" },
      { capability: "response_schema", where: "fallback tiny" },
      { capability: "vision", where: "fallback tiny" },
    ]);
  });

  test("that no caller notices are lost only where the task requires them", () => {
    const groups = { ...premium.groups, sort_premium: [{ model: "c/flagged" }], sort_balanced: [{ model: "c/tiny" }] };
    const tasks = [{ name: "sort", requires: ["output_config"] }];
    const made = plan({ ...premium, groups, tasks }, { ...balanced, groups, tasks });
    const lost = task(made, "sort")?.capabilities_lost.filter(({ where }) => where === "group sort_balanced");
    expect(lost?.map(({ capability }) => capability)).toEqual(["output_config", "reasoning"]);
  });

  test("of an unknown model are not called lost; a warning names it", () => {
    const after: SideParts = { ...premium, groups: { ...premium.groups, sort_premium: [{ model: "x/unknown" }] } };
    const made = plan(premium, after);
    expect(task(made, "sort")?.capabilities_lost).toEqual([]);
    expect(made.warnings).toEqual([
      "Nothing is known of `x/unknown`, which answers `sort`: no price, no context, no capabilities",
    ]);
    expect(task(plan(after, premium), "sort")?.capabilities_lost).toEqual([]);
  });
});

describe("what rides along", () => {
  test("other aliases", () => {
    const aliases = { ...balanced.aliases, chat: "sort_premium", extra: "by-hand" };
    expect(plan(premium, { ...balanced, aliases }).also_changes).toEqual([
      "Alias `chat` points at `sort_premium`, no longer `by-hand`",
      "Alias `extra` is added and points at `by-hand`",
    ]);
    expect(plan({ ...premium, aliases }, premium).also_changes).toEqual([
      "Alias `chat` points at `by-hand`, no longer `sort_premium`",
      "Alias `extra` is removed",
    ]);
  });

  test("a legacy name that does not move with its task", () => {
    const aliases = { ...balanced.aliases, "sort-old": "by-hand" };
    expect(plan(premium, { ...balanced, aliases }).also_changes).toEqual([
      "Alias `sort-old` points at `by-hand`, no longer `sort_premium`",
      "The fallback list of `sort-old` is removed",
    ]);
  });

  test("fallbacks of groups, and of tasks where no profile is switched", () => {
    const fallbacks = [{ sort: ["by-hand"] }, { sort_balanced: ["by-hand"] }];
    expect(plan(premium, { ...balanced, fallbacks }).also_changes).toEqual([
      "The fallback list of `sort_balanced` is added and is `by-hand`",
      "The fallback list of `sort_premium` is removed",
    ]);
    expect(
      plan(premium, { ...premium, fallbacks: [{ sort: ["by-hand"] }, ...(premium.fallbacks ?? []).slice(1)] })
        .also_changes,
    ).toEqual(["The fallback list of `sort` is `by-hand`, no longer `sort_balanced`"]);
  });

  test("groups and deployments", () => {
    const { sort_premium: _, ...others } = premium.groups;
    const groups = {
      ...others,
      sort_balanced: [{ id: "s3", model: "b/small" }],
      sort_fast: [{ id: "f", model: "c/tiny" }],
    };
    expect(plan(premium, { ...balanced, groups }).also_changes).toEqual([
      "Deployment `s3` is added to `sort_balanced`",
      "Deployment `s2` is removed from `sort_balanced`",
      "Group `sort_fast` is added",
      "Group `sort_premium` is removed",
    ]);
  });

  test("settings, which wait for a restart", () => {
    const made = plan(premium, { ...premium, settings: { litellm_settings: { drop_params: true } } });
    expect(made.restart).toEqual(["litellm_settings.drop_params"]);
    expect(made.also_changes).toEqual(["Setting `litellm_settings.drop_params` changes"]);
  });

  test("tasks that come and go", () => {
    const fewer: SideParts = { ...premium, tasks: (premium.tasks ?? []).slice(0, 1) };
    expect(plan(premium, fewer).also_changes).toEqual(["Task `write` is removed"]);
    expect(task(plan(fewer, premium), "write")?.before).toBeNull();
  });

  test("a name of the user's stays one value on one line", () => {
    const aliases = { ...premium.aliases, "a`\nb": "by-hand" };
    expect(plan(premium, { ...premium, aliases }).also_changes).toEqual([
      "Alias `a' b` is added and points at `by-hand`",
    ]);
  });
});

describe("warnings", () => {
  test("an unknown price", () => {
    const after: SideParts = { ...premium, groups: { ...premium.groups, sort_premium: [{ model: "e/unpriced" }] } };
    expect(plan(premium, after).warnings).toEqual(["The price of `e/unpriced`, which answers `sort`, is unknown"]);
  });

  test("a context below the task's, or a fallback's below the group's", () => {
    const tasks = [{ name: "sort", minInputTokens: 16_000 }, { name: "write" }];
    const groups = {
      ...premium.groups,
      sort_balanced: [{ id: "t", model: "c/tiny" }],
      tiny: [{ id: "u", model: "c/tiny" }],
    };
    const fallbacks = [{ sort: ["tiny"] }, { write: ["tiny", "sort_premium"] }];
    expect(plan(premium, { ...balanced, tasks, groups, fallbacks }).warnings).toEqual([
      "Group `sort_balanced` takes in 8000 tokens, `sort` asks for 16000",
      "Fallback `tiny` takes in 8000 tokens, `sort` asks for 16000",
      "Fallback `tiny` takes in 8000 tokens, `write_balanced` 1000000",
      "Fallback `sort_premium` takes in 128000 tokens, `write_balanced` 1000000",
    ]);
  });

  test("facts of another release", () => {
    const after = { ...balanced, litellm: "1.107.0" };
    expect(plan(premium, after).warnings).toEqual([
      "Prices and capabilities are those of LiteLLM `1.106.2`; the proxies run `1.107.0`",
    ]);
  });

  test.each([
    [{ cache: false }, []],
    [
      { cache: true },
      ["The response cache is on: only proxies that run the reload module keep the answers of two profiles apart"],
    ],
    [
      { cache: true, cache_params: { type: "redis-semantic" } },
      ["The response cache `redis-semantic` is semantic: it may answer from before the change, and no proof covers it"],
    ],
  ])("the response cache %j", (litellm_settings, warnings) => {
    const settings = { litellm_settings };
    expect(plan({ ...premium, settings }, { ...balanced, settings }).warnings).toEqual(warnings);
    expect(plan({ ...premium, settings }, { ...premium, settings }).warnings).toEqual([]);
  });
});

describe("odd configs", () => {
  test("a task that no alias answers is answered by its profile's group", () => {
    const { sort: _, ...aliases } = premium.aliases;
    expect(task(plan(null, { ...premium, aliases }), "sort")?.after?.group).toBe("sort_premium");
  });

  test("a task that nothing answers is not in the plan", () => {
    const side = makeSide({ ...premium, aliases: {} });
    const after = { ...side, project: { ...side.project, profiles: [] } };
    expect(planChange({ environment: "e", before: null, after, fingerprint, models }).tasks).toEqual([]);
  });

  test("entries that are none are passed over", () => {
    const config = { model_list: [null, { model_name: 7 }, { model_name: "sort_premium", litellm_params: "x" }] };
    const made = planChange({
      environment: "e",
      before: { ...makeSide(premium), config: { model_list: "x" } },
      after: { ...makeSide(premium), config },
      fingerprint,
      models,
    });
    expect(task(made, "sort")?.after?.deployments).toEqual([{ id: null, model: "", weight: null }]);
  });
});

test("with LiteLLM's own map the prices are those of its release", () => {
  const groups = {
    ...premium.groups,
    sort_premium: [{ model: "openai/gpt-4o" }],
    sort_balanced: [{ model: "gemini/gemini-2.5-flash" }],
  };
  const made = plan({ ...premium, groups }, { ...balanced, groups }, openModelMap("1.106.2"));
  expect(task(made, "sort")?.input_usd_per_million).toEqual({ before: 2.5, after: 0.3, change_percent: -88 });
});
