import { expect, test } from "vitest";
import type { ReadFiles } from "../../src/domain/source-files.ts";
import { openModelMap } from "../../src/litellm/model-map.ts";
import { validateConfigs } from "../../src/operations/validate-configs.ts";

const head = "general_settings: {master_key: os.environ/KEY}\n";
const models = "model_list: [{model_name: cheap, litellm_params: {model: openai/gpt-4o}}]\n";

async function check(files: Readonly<Record<string, string>>, disk: Readonly<Record<string, string>> = {}) {
  const asked: string[][] = [];
  const read: ReadFiles = (paths) => {
    asked.push([...paths]);
    return Promise.resolve(new Map(Object.entries(disk).filter(([path]) => paths.includes(path))));
  };
  const result = await validateConfigs(new Map(Object.entries(files)), read, openModelMap("1.106.2"));
  return {
    asked,
    withoutConfig: result.withoutConfig,
    found: result.findings.map(({ file, line, code }) => `${file}:${line} ${code}`),
  };
}

test("a config that includes nothing needs no other file", async () => {
  expect(await check({ "a.yaml": head + models })).toEqual({ asked: [], withoutConfig: [], found: [] });
});

test("a chain of includes is read to its end, each file once", async () => {
  const disk = {
    "c/b.yaml": "include: [../d.yaml, b.yaml, ./gone.yaml]\n",
    "d.yaml": `include: [c/b.yaml, /x.yaml]\nrouter_settings: {num_retries: 1}\n`,
  };
  const { asked, found } = await check(
    { "./a.yaml": `include: [c/b.yaml]\n${head}router_settings: {timeout: 1}\n` },
    disk,
  );
  expect(asked).toEqual([["c/b.yaml"], ["d.yaml", "c/gone.yaml"], ["/x.yaml"]]);
  expect(found).toEqual(["./a.yaml:1 include-cycle", "./a.yaml:1 include-replaces"]);
});

test("what an included file lacks may stand in the one that includes it, and is not told where that one is named", async () => {
  const part = "router_settings: {model_group_alias: {fast: cheap, slow: gone}}\n";
  const whole = `${head}include: [b.yaml]\n${models}`;
  expect((await check({ "b.yaml": part })).found).toEqual([
    "b.yaml:1 no-master-key",
    "b.yaml:1 unknown-alias-target",
    "b.yaml:1 unknown-alias-target",
  ]);
  expect((await check({ "./a.yaml": whole, "./b.yaml": part }, {})).found).toEqual(["./b.yaml:1 unknown-alias-target"]);
  expect((await check({ "a.yaml": whole }, { "b.yaml": part })).found).toEqual(["b.yaml:1 unknown-alias-target"]);
});

test("two configs that include one file tell once what is wrong in it", async () => {
  const whole = `${head}include: [m.yaml]\n${models}`;
  const part = "model_list: [{model_name: dear, litellm_params: {model: openai/gpt-4o, weight: x}}]\n";
  const { found } = await check({ "a.yaml": whole, "b.yaml": whole }, { "m.yaml": part });
  expect(found).toEqual(["m.yaml:1 weight-value"]);
});

test("files that include each other are both looked at", async () => {
  const found = await check({
    "a.yaml": `include: [b.yaml]\n${head}${models}`,
    "b.yaml": "include: [a.yaml]\nmodel_lst: []\n",
  });
  expect(found.found).toEqual(["a.yaml:1 include-cycle", "b.yaml:1 include-cycle", "b.yaml:2 lost-setting"]);
});

test("a file that includes ever deeper ones comes to an end", async () => {
  const text = `${head}include: [deeper/a.yaml]\n${models}`;
  const everywhere: ReadFiles = (paths) => Promise.resolve(new Map(paths.map((path) => [path, text])));
  const { files } = await validateConfigs(new Map([["a.yaml", text]]), everywhere, openModelMap("1.106.2"));
  expect(files.size).toBe(1000);
});

test("a wrapper of other things is told", async () => {
  expect((await check({ "s.yaml": "apiVersion: v1\nkind: Service\n" })).withoutConfig).toEqual(["s.yaml"]);
});

test("a variable of the file's own `environment_variables` is not missed", async () => {
  const settings = { variables: new Set(["KEY"]) };
  const text = `${head}environment_variables: {OWN: a}\nlitellm_settings: {cache_params: {host: os.environ/OWN, password: os.environ/GONE}}\n`;
  const validation = await validateConfigs(
    new Map([["a.yaml", text]]),
    () => Promise.resolve(new Map()),
    openModelMap("1.106.2"),
    settings,
  );
  const unset = validation.findings.filter(({ code }) => code === "unset-variable");
  expect(unset.map(({ message }) => message.slice(0, 25))).toEqual(["Variable `GONE` is not se"]);
});
