import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { Deployment } from "../src/domain/deployment.ts";
import type { Project } from "../src/domain/project.ts";
import type { ReadFiles } from "../src/domain/source-files.ts";
import { loadProject } from "../src/sources/load-project.ts";
import { readSourceFiles } from "../src/sources/source-files.ts";

const root = join(import.meta.dirname, "..");

/** The top of this repository. */
const read: ReadFiles = (paths) => {
  const files = paths.flatMap((path) =>
    path.includes(".") ? [path] : readdirSync(join(root, path)).map((name) => `${path}/${name}`),
  );
  const found = files.filter((path) => existsSync(join(root, path)));
  return Promise.resolve(new Map(found.map((path) => [path, readFileSync(join(root, path), "utf8")])));
};

const files = await readSourceFiles(read);
const loaded = loadProject(files);

function ownProject(): Project {
  if (loaded.project === undefined) throw new Error(JSON.stringify(loaded.findings));
  return loaded.project;
}

function deploymentsOf(profile: string, task: string): readonly Deployment[] {
  const assignment = ownProject()
    .profiles.find(({ name }) => name === profile)
    ?.assignments.get(task);
  return assignment?.kind === "deployments" ? assignment.deployments : [];
}

const tasks = ["classification", "extraction", "synthesis", "validation_primary", "validation_secondary"];
const profiles = ["balanced", "cost_effective", "premium", "specialized", "ultra_fast"];

test("this repository's own sources are sound: five profiles answer five tasks", () => {
  expect(loaded.findings).toEqual([]);
  expect(ownProject().tasks.map(({ name }) => name)).toEqual(tasks);
  expect(ownProject().profiles.map(({ name }) => name)).toEqual(profiles);
  const groups = profiles.flatMap((profile) => tasks.map((task) => deploymentsOf(profile, task).length > 0));
  expect(groups).toEqual(Array.from({ length: 25 }, () => true));
});

test("they show what the README tells", () => {
  expect(ownProject().environments.map(({ name, active }) => `${name}: ${active}`)).toEqual(["default: premium"]);
  expect(deploymentsOf("premium", "classification").map(({ model }) => model)).toEqual(["openai/gpt-4o"]);
  expect(deploymentsOf("balanced", "classification").map(({ model }) => model)).toEqual(["gemini/gemini-2.5-flash"]);
  expect(deploymentsOf("premium", "synthesis").map(({ weight }) => weight)).toEqual([3, 1]);
});

test.each([...loaded.documents.values()])("an editor finds the schema of $file", ({ file, text }) => {
  const [, schema] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? [];
  expect(existsSync(join(root, dirname(file), schema ?? "?"))).toBe(true);
});
