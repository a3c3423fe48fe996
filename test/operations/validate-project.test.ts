import { expect, test } from "vitest";
import type { ReadFiles } from "../../src/domain/source-files.ts";
import { openModelMap } from "../../src/litellm/model-map.ts";
import { validateProject } from "../../src/operations/validate-project.ts";
import { findingsText } from "../../src/report/findings-text.ts";

const sound: Readonly<Record<string, string>> = {
  "litellm-profiles.yaml": "version: 1\nlitellm: 1.106.2\ntasks:\n  ask: {}\n  seek: {}\n",
  "profiles/premium.yaml": "tasks:\n  ask: [{model: openai/gpt-4o}]\n  seek: by-hand\n",
  "environments/default.yaml": "active: premium\n",
  "templates/litellm_config.yaml.hbs": `model_list:
  {{yaml deployments}}
  - {model_name: by-hand, litellm_params: {model: openai/gpt-4o}}
router_settings:
  max_fallbacks: 1
  model_group_alias:
    {{yaml aliases}}
  fallbacks:
    {{yaml fallbacks}}
general_settings:
  master_key: os.environ/LITELLM_MASTER_KEY
`,
};

async function validate(changes: Readonly<Record<string, string>>): Promise<string> {
  const read: ReadFiles = (paths) =>
    Promise.resolve(
      new Map(
        Object.entries({ ...sound, ...changes }).filter(([file]) =>
          paths.some((path) => file === path || file.startsWith(`${path}/`)),
        ),
      ),
    );
  const { findings, files } = await validateProject(read, openModelMap);
  return findingsText(findings, { files: files.size, texts: files, colour: false });
}

test("a sound project, its config not rendered yet", async () => {
  expect(await validate({})).toBe("No problems in 5 files\n");
});

test("a mistake in the template is told once, whatever number of environments", async () => {
  const text = await validate({
    "environments/staging.yaml": "active: premium\n",
    "templates/litellm_config.yaml.hbs": "model_list:\n  {{yaml deployment}}\n",
  });
  expect(text).toMatch(/^templates\/litellm_config\.yaml\.hbs:2:\d+ error /);
  expect(text).toMatch(/^1 error in 5 files$/m);
});

test("the config that is there is checked as it is", async () => {
  const text = await validate({
    "litellm_config.yaml": `model_list:
  - {model_name: a, litellm_params: {model: openai/gpt-4o}}
router_settings: {model_group_alias: {seek: b}, max_fallbacks: 1}
general_settings: {master_key: os.environ/LITELLM_MASTER_KEY}
`,
  });
  expect(text).toContain("litellm_config.yaml:3:45 error unknown-alias-target");
  expect(text).toMatch(/^1 error in 5 files$/m);
});

test("the config that would be rendered is checked where there is none, with its lines", async () => {
  const { "templates/litellm_config.yaml.hbs": template = "" } = sound;
  const text = await validate({
    "templates/litellm_config.yaml.hbs": template.replace(
      "    {{yaml aliases}}",
      "    {{yaml aliases}}\n    chat: gone",
    ),
  });
  expect(text).toContain("error unknown-alias-target");
  expect(text).toContain("|     chat: gone");
});

test("everything wrong with the sources is told at once, in reading order", async () => {
  const text = await validate({
    "environments/default.yaml": "active: premum\n",
    "profiles/premium.yaml":
      "tasks:\n  ask: [{model: openai/gpt-4o, params: {api_key: hunter2}}]\n  find: by-hand\nfallbacks: [gold]\n",
  });
  expect(text).toBe(`environments/default.yaml:1:9 error unknown-active-profile
  Active profile \`premum\` does not exist
  1 | active: premum
    |         ^^^^^^
  Did you mean \`premium\`?

profiles/premium.yaml:1:1 error unanswered-task
  Profile \`premium\` does not answer task \`seek\`
  1 | tasks:
    | ^^^^^
  Give \`seek\` a list of deployments, the name of a group that the template writes by hand, or \`disabled\` with a reason

profiles/premium.yaml:2:50 error literal-secret
  \`api_key\` is a literal, not a reference
  2 |   ask: [{model: openai/gpt-4o, params: {api_key: *******}}]
    |                                                  ^^^^^^^
  Write \`os.environ/NAME\` and set the variable where the proxy runs; a secret that was committed must be replaced

profiles/premium.yaml:3:3 error unknown-task
  Task \`find\` does not exist
  3 |   find: by-hand
    |   ^^^^
  The tasks are \`ask\`, \`seek\`

profiles/premium.yaml:4:13 error unknown-fallback
  Fallback profile \`gold\` does not exist
  4 | fallbacks: [gold]
    |             ^^^^
  There are no other profiles

5 errors in 4 files
`);
});

test("broken YAML hides no secret, and shows none", async () => {
  const text = await validate({ "profiles/premium.yaml": "tasks: {api_key: hunter2, ask: [\n" });
  expect(text).toContain("profiles/premium.yaml:2:1 error yaml-syntax");
  expect(text).toContain("profiles/premium.yaml:1:18 error literal-secret");
  expect(text).not.toContain("hunter2");
});

test("what cannot be read at all is a failure", async () => {
  await expect(validateProject(() => Promise.resolve(new Map()), openModelMap)).rejects.toMatchObject({
    code: "not-a-project",
  });
});
