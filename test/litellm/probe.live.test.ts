import { describe, expect, test } from "vitest";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { litellm } from "./live-proxy.ts";
import { startLiveProject } from "./live-project.ts";

/** Its second group fails on every call, which nobody sees, as the first profile answers in its place. */
const balanced = `tasks:
  classification: [{model: openai/gpt-4o-mini, params: {mock_response: from balanced}}]
  synthesis: [{model: openai/gpt-4o-mini, params: {mock_response: litellm.InternalServerError}}]
fallbacks: [premium]
`;
const toBalanced = { environment: "default", profile: "balanced", probe: true };

describe.skipIf("missing" in litellm)("groups that a real LiteLLM calls before a switch", () => {
  test("are dead where only a fallback answers, and keep the switch from happening", async () => {
    const { world, proxy, git } = await startLiveProject({ sources: { "profiles/balanced.yaml": balanced } });
    const head = git("rev-parse", "HEAD");
    expect(await proxy.ask("synthesis_balanced")).toMatchObject({ status: 200, text: "from premium" });
    await expect(switchProfile(world, toBalanced)).rejects.toMatchObject({
      code: "group-silent",
      message: expect.stringMatching(
        /gets no answer from group `synthesis_balanced` \(status 500, .*InternalServerError/,
      ),
    });
    expect(git("rev-parse", "HEAD")).toBe(head);
    expect(await switchProfile(world, { ...toBalanced, force: true })).toMatchObject({ outcome: "switched" });
  });

  test("let the switch happen where all of them answer", async () => {
    const { world, proxy } = await startLiveProject();
    expect(await switchProfile(world, toBalanced)).toMatchObject({ outcome: "switched", warnings: [] });
    expect(await proxy.ask("synthesis")).toMatchObject({ text: "from balanced" });
  });
});
