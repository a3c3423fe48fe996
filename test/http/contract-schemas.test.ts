import { describe, expect, test } from "vitest";
import { reachableSchemas } from "../../src/http/contract-schemas.ts";
import { deliver } from "../../src/operations/deliver.ts";
import { readHistory } from "../../src/operations/read-history.ts";
import { readStatus } from "../../src/operations/read-status.ts";
import { planSwitch, switchProfile } from "../../src/operations/switch-profile.ts";
import { formatHistoryJson } from "../../src/report/history-json.ts";
import { formatPlanJson } from "../../src/report/plan-json.ts";
import { formatStatusJson } from "../../src/report/status-json.ts";
import { formatSwitchJson } from "../../src/report/switch-json.ts";
import { memoryWorld } from "../fakes/memory-world.ts";
import { expectAnswer } from "./control-plane.ts";

const asked = { environment: "default", profile: "balanced" };

describe("what the command line prints as JSON", () => {
  test("has the schemas of the control plane", async () => {
    const world = memoryWorld();
    await deliver(world, "default");
    expectAnswer("Plan", JSON.parse(formatPlanJson(await planSwitch(world, asked))));
    expectAnswer("SwitchResult", JSON.parse(formatSwitchJson(await switchProfile(world, asked))));
    expectAnswer("Status", JSON.parse(formatStatusJson(await readStatus(world, "default"))));
    const { revisions } = JSON.parse(formatHistoryJson(await readHistory(world.store)));
    for (const revision of revisions) expectAnswer("Revision", revision);
    expect(revisions).toHaveLength(2);
  });
});

describe("the schemas that a name reaches", () => {
  test("are found through others, each once, by name", () => {
    expect(reachableSchemas(["DescribedProfile", "Json"]).map(({ $id }) => $id)).toEqual([
      "DescribedGroup",
      "DescribedProfile",
      "Json",
      "JsonObject",
      "PriceRange",
      "ProfileMoment",
    ]);
  });

  test("let an answer say more later, and a request nothing else", () => {
    const [request] = reachableSchemas(["SwitchBody"]);
    expect(request).toMatchObject({ additionalProperties: false, required: ["profile"] });
    const text = JSON.stringify(reachableSchemas(["SwitchAnswer"]));
    expect(text).not.toContain('"additionalProperties":false');
    expect(text).toContain('"additionalProperties":{"type":"string"}');
  });

  test("must exist", () => {
    expect(() => reachableSchemas(["Nothing"])).toThrow("No schema is called Nothing");
  });
});
