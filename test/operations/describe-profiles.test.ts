import { describe, expect, test } from "vitest";
import { describeProfiles } from "../../src/operations/describe-profiles.ts";
import { smallProject } from "../fakes/small-project.ts";

function reading(sources: Readonly<Record<string, string>>) {
  return async (paths: readonly string[]) =>
    new Map(
      Object.entries(sources).filter(([path]) => paths.some((one) => path === one || path.startsWith(`${one}/`))),
    );
}

describe("the described profiles", () => {
  test("have a price and capabilities per group, and over all groups", async () => {
    const mixed = `tasks:
  classification: [{model: openai/gpt-4o, weight: 3}, {model: openai/gpt-4o-mini, weight: 1}]
  synthesis: [{model: openai/gpt-4o-mini}]
`;
    const profiles = await describeProfiles(reading({ ...smallProject, "profiles/mixed.yaml": mixed }));
    const found = profiles.find(({ name }) => name === "mixed");
    expect(found).toMatchObject({
      description: "",
      metadata: {},
      active_in: [],
      groups: {
        classification: {
          group: "classification_mixed",
          models: ["openai/gpt-4o", "openai/gpt-4o-mini"],
          input_usd_per_million: 1.9125,
          output_usd_per_million: 7.65,
          context: 128_000,
        },
        synthesis: { group: "synthesis_mixed", input_usd_per_million: 0.15 },
      },
      summary: {
        input_usd_per_million: { least: 0.15, most: 1.9125 },
        output_usd_per_million: { least: 0.6, most: 7.65 },
      },
    });
    expect(found?.summary.capabilities).toContain("function_calling");
    expect(profiles.find(({ name }) => name === "premium")?.active_in).toEqual(["default"]);
  });

  test("say null for a price that nobody knows, and share no capability of an unknown model", async () => {
    const unknown = `tasks:
  classification: [{model: openai/nobody-knows-this}]
  synthesis: [{model: openai/nobody-knows-this}]
`;
    const profiles = await describeProfiles(reading({ ...smallProject, "profiles/unknown.yaml": unknown }));
    expect(profiles.find(({ name }) => name === "unknown")).toMatchObject({
      groups: { classification: { input_usd_per_million: null, context: null, capabilities: [] } },
      summary: { input_usd_per_million: null, output_usd_per_million: null, capabilities: [] },
    });
  });

  test("say where they answer single tasks, and which they disable", async () => {
    const profiles = await describeProfiles(
      reading({
        ...smallProject,
        "environments/default.yaml": "active: premium\noverrides: {synthesis: balanced}\n",
        "profiles/half.yaml": "extends: premium\ntasks: {synthesis: {disabled: Too dear}}\n",
      }),
    );
    expect(profiles).toMatchObject([
      { name: "balanced", active_in: [], answers_in: { default: ["synthesis"] }, disabled: {} },
      {
        name: "half",
        answers_in: {},
        groups: { classification: { group: "classification_half" } },
        disabled: { synthesis: "Too dear" },
      },
      { name: "premium", active_in: ["default"], answers_in: {} },
    ]);
  });

  test("have their groups also where no environment may have them in force", async () => {
    const narrow = { ...smallProject, "environments/default.yaml": "active: premium\nprofiles: [premium]\n" };
    const profiles = await describeProfiles(reading(narrow));
    expect(profiles.find(({ name }) => name === "balanced")).toMatchObject({
      groups: { synthesis: { models: ["openai/gpt-4o-mini"], input_usd_per_million: 0.15 } },
    });
  });

  test("are refused where the sources are wrong, or cannot be rendered", async () => {
    const broken = { ...smallProject, "profiles/premium.yaml": "tasks: [" };
    await expect(describeProfiles(reading(broken))).rejects.toMatchObject({ code: "sources-invalid" });
    const holed = { ...smallProject, "templates/litellm_config.yaml.hbs": "{{nothing}}\n" };
    await expect(describeProfiles(reading(holed))).rejects.toMatchObject({ code: "sources-invalid" });
    await expect(describeProfiles(reading({}))).rejects.toMatchObject({ code: "not-a-project" });
  });

  test("of a project without environments have no groups to describe", async () => {
    const { "environments/default.yaml": _, ...rest } = smallProject;
    const profiles = await describeProfiles(reading(rest));
    expect(profiles.map(({ name, active_in }) => [name, active_in])).toEqual([
      ["balanced", []],
      ["premium", []],
    ]);
  });
});
