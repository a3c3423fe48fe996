import { describe, expect, test } from "vitest";
import { requireTool } from "../../src/sources/require-tool.ts";

describe("the project's file", () => {
  test.each([
    ["asks for nothing", "version: 1\n"],
    ["asks for this release", "version: 1\ntool_version: ^1.2.0\n"],
    ["asks for a range with two ends", 'version: 1\ntool_version: ">=1.0.0 <2"\n'],
    ["is broken, which others tell", "tool_version: [\n"],
    ["holds no mapping, which others tell", "- tool_version\n"],
    ["has a version that the schema refuses", 'version: "2"\ntool_version: 5\n'],
  ])("that %s is taken", async (_what, text) => {
    await expect(requireTool(text, "1.4.0")).resolves.toBeUndefined();
  });

  test("takes a release before its time for the release", async () => {
    await expect(requireTool("tool_version: ^1.2.0\n", "1.4.0-rc.1")).resolves.toBeUndefined();
  });

  test.each([
    [
      "asks for a newer release",
      "version: 1\ntool_version: ^2.0.0\nkey_of_tomorrow: x\n",
      "This project asks for litellm-profiles `^2.0.0`, and this is 1.4.0",
      'Install another: `npm install --save-dev "litellm-profiles@^2.0.0"`',
    ],
    [
      "asks for an older release",
      'tool_version: "<1"\n',
      "This project asks for litellm-profiles `<1`, and this is 1.4.0",
      'Install another: `npm install --save-dev "litellm-profiles@<1"`',
    ],
    [
      "is of a newer format",
      "version: 2\nprofiles: {}\n",
      "`litellm-profiles.yaml` is written in format 2; litellm-profiles 1.4.0 reads format 1",
      'Install another: `npm install --save-dev "litellm-profiles@latest"`',
    ],
    [
      "asks for what is no range",
      "tool_version: newest\n",
      "`tool_version: newest` of `litellm-profiles.yaml` is no range of versions",
      "Write one as npm does: `^1.2.0`, or `>=1.2.0 <2.0.0`",
    ],
  ])("that %s is refused", async (_what, text, message, hint) => {
    await expect(requireTool(text, "1.4.0")).rejects.toMatchObject({
      code: "tool-unfit",
      retry: "never",
      message,
      hint,
    });
  });
});
