import { expect, test } from "vitest";
import { listUncommitted } from "../../src/local-proxy/list-uncommitted.ts";

const sources = {
  "litellm-profiles.yaml": "version: 1\nlitellm: 1.106.2\ntasks: {summary: {description: Sum up}}\n",
  "profiles/premium.yaml": "description: Best\ntasks: {summary: [{model: openai/gpt-4o}]}\n",
  "environments/default.yaml": "active: premium\n",
  "templates/litellm_config.yaml.hbs": "model_list:\n  {{yaml deployments}}\n",
  "litellm_config.yaml": "model_list: []\n",
};
const files = new Map(Object.entries(sources));

function listBeside(present: ReadonlyMap<string, string>): Promise<string[]> {
  return listUncommitted({ readWorkTree: async () => present }, { files });
}

test("lists nothing in a clean work tree", async () => {
  expect(await listBeside(new Map(files))).toEqual([]);
});

test("lists what is edited, added and removed", async () => {
  const present = new Map(files);
  present.set("profiles/premium.yaml", `${sources["profiles/premium.yaml"]}# more\n`);
  present.set("profiles/new.yaml", "");
  present.delete("litellm_config.yaml");
  expect(await listBeside(present)).toEqual(["litellm_config.yaml", "profiles/new.yaml", "profiles/premium.yaml"]);
});
