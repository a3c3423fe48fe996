import { expect, test } from "vitest";
import type { InitResult } from "../../src/domain/init-result.ts";
import { initJson } from "../../src/report/init-json.ts";
import { initText } from "../../src/report/init-text.ts";

const starter: InitResult = {
  version: 1,
  found: [],
  source: null,
  written: false,
  files: [{ path: "a.yaml", text: "a: 1\nb: 2\n" }],
  workflows: [],
  differences: [],
  variables: [],
};

test("a project to start with is shown as a diff", () => {
  expect(initText(starter)).toBe(`No LiteLLM config was found: a project to start with

--- /dev/null
+++ b/a.yaml
@@ -0,0 +1,2 @@
+a: 1
+b: 2

Nothing was written: \`litellm-profiles init --yes\` writes it
`);
});

test("one of several configs is taken over", () => {
  const source = { file: "a.yaml", within: "" };
  const found = [source, { file: "b.yaml", within: "proxy_config" }];
  expect(initText({ ...starter, found, source, written: true, variables: ["A", "B"] })).toBe(`A project of \`a.yaml\`

  also found: \`b.yaml\` at \`proxy_config\`

  a.yaml: written

0 differences to the config that was found

Secrets became references; set where the proxy runs: A, B

Next: litellm-profiles validate && litellm-profiles render
`);
});

test("as JSON it is the result itself", () => {
  expect(JSON.parse(initJson(starter))).toEqual(starter);
});

test("workflows say which token does what", () => {
  const workflow = { path: ".github/workflows/a.yml", text: "name: a\n" };
  const text = initText({ ...starter, written: true, files: [...starter.files, workflow], workflows: [workflow.path] });
  expect(text).toMatch(/^No LiteLLM config was found: a project to start with\n/);
  expect(text).toContain("the secret LITELLM_PROFILES_TOKEN pushes the branch of a switch and opens its pull request");
  expect(text).toContain("what that one opens starts no checks.\n");
  expect(text).not.toContain("The project has to say");
  const alone = initText({ ...starter, written: true, files: [workflow], workflows: [workflow.path] });
  expect(alone).toMatch(/^Workflows for the project that is here\n/);
  expect(alone).toContain("\nThe project has to say `forge: github` in `litellm-profiles.yaml`.\n");
});
