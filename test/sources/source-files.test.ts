import { expect, test } from "vitest";
import { Failure } from "../../src/domain/failure.ts";
import type { ReadFiles } from "../../src/domain/source-files.ts";
import { readSourceFiles } from "../../src/sources/source-files.ts";

const project = "version: 1\nlitellm: 1.106.2\ntasks: {a: {}}\n";

function folder(files: Record<string, string>): ReadFiles {
  return (paths) =>
    Promise.resolve(
      new Map(
        Object.entries(files).filter(([file]) => paths.some((path) => file === path || file.startsWith(`${path}/`))),
      ),
    );
}

async function pathsRead(files: Record<string, string>): Promise<string[]> {
  return [...(await readSourceFiles(folder(files))).keys()];
}

test("reads the sources and what they name, and nothing else", async () => {
  const files = {
    "litellm-profiles.yaml": project,
    "profiles/premium.yaml": "tasks: {}\n",
    "environments/default.yaml": "active: premium\n",
    "environments/staging.yaml": "active: premium\noutput: out/staging.yaml\n",
    "templates/litellm_config.yaml.hbs": "x",
    "litellm_config.yaml": "y",
    "out/staging.yaml": "z",
    "README.md": "no",
  };
  expect(await pathsRead(files)).toEqual(Object.keys(files).slice(0, 7));
});

test("finds the template that the project names", async () => {
  const files = {
    "litellm-profiles.yaml": `${project}template: t.hbs\n`,
    "t.hbs": "x",
    "templates/litellm_config.yaml.hbs": "y",
  };
  expect(await pathsRead(files)).toEqual(["litellm-profiles.yaml", "t.hbs"]);
});

test("follows no path out of the project, and none of a broken source", async () => {
  const files = {
    "litellm-profiles.yaml": `${project}template: ../secret\n`,
    "environments/default.yaml": "active: premium\noutput: /etc/passwd\n",
    "environments/staging.yaml": "active: [\n",
    "../secret": "x",
    "/etc/passwd": "x",
  };
  expect(await pathsRead(files)).toEqual(Object.keys(files).slice(0, 3));
});

test("a folder without a project is a failure", async () => {
  await expect(readSourceFiles(folder({ "README.md": "x" }))).rejects.toThrow(Failure);
  await expect(readSourceFiles(folder({}))).rejects.toMatchObject({ code: "not-a-project" });
});
