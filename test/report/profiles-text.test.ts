import { expect, test } from "vitest";
import type { DescribedProfile } from "../../src/domain/described-profile.ts";
import { formatProfilesText } from "../../src/report/profiles-text.ts";

const premium: DescribedProfile = {
  name: "premium",
  description: "Best answers",
  metadata: { cost_level: "high", owners: ["research"] },
  active_in: ["default", "production"],
  answers_in: { staging: ["sort", "read"] },
  moments: [
    { environment: "default", at: "2026-12-01T08:00:00Z", kind: "ends" },
    { environment: "staging", at: "2026-12-02T08:00:00Z", kind: "begins" },
  ],
  groups: {
    sort: {
      group: "sort_premium",
      models: ["openai/gpt-4o", "openai/gpt-5"],
      input_usd_per_million: 2.5,
      output_usd_per_million: 10,
      context: 128_000,
      capabilities: [],
    },
    write: {
      group: "by-hand",
      models: [],
      input_usd_per_million: null,
      output_usd_per_million: null,
      context: null,
      capabilities: [],
    },
  },
  disabled: { read: "Too dear" },
  summary: {
    input_usd_per_million: { least: 0.15, most: 2.5 },
    output_usd_per_million: { least: 10, most: 10 },
    capabilities: ["a", "b", "c", "d", "e", "f"],
  },
};
const bare: DescribedProfile = {
  name: "bare",
  description: "",
  metadata: {},
  active_in: [],
  answers_in: {},
  moments: [],
  groups: {},
  disabled: {},
  summary: { input_usd_per_million: null, output_usd_per_million: null, capabilities: [] },
};

test("a profile is a block of lines", () => {
  expect(formatProfilesText([premium, bare])).toBe(`premium: Best answers
  cost_level: high, owners: ["research"]
  active in default, production; answers sort, read in staging; ends in default at 2026-12-01 08:00Z; begins in staging at 2026-12-02 08:00Z
  per million tokens 0.15–2.50 USD in, 10.00 USD out; all have a, b, c, d and 2 more
    sort   sort_premium  openai/gpt-4o, openai/gpt-5  2.50 / 10.00 USD
    write  by-hand                                    unknown / unknown USD
    read   disabled      Too dear

bare
  per million tokens unknown in, unknown out
`);
});

test("nobody's words steer the terminal", () => {
  const hostile = { ...bare, description: "\u001B[2J", summary: { ...bare.summary, capabilities: ["a"] } };
  expect(formatProfilesText([hostile])).toBe(
    "bare: \uFFFD[2J\n  per million tokens unknown in, unknown out; all have a\n",
  );
});
