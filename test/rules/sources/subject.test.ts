import { expect, test } from "vitest";
import { placeIn, taskDeploymentsOf } from "../../../src/rules/sources/subject.ts";
import { loadProject } from "../../../src/sources/load-project.ts";

test("deployments for a task that does not exist are left out", () => {
  const files = {
    "litellm-profiles.yaml": "version: 1\nlitellm: 1.106.2\ntasks: {ask: {}}\n",
    "profiles/p.yaml": "tasks: {seek: [{model: a/b}], ask: [{model: c/d}]}\n",
    "environments/default.yaml": "active: p\n",
    "templates/litellm_config.yaml.hbs": "",
  };
  const { project } = loadProject(new Map(Object.entries(files)));
  const placed = project === undefined ? [] : [...taskDeploymentsOf(project)];
  expect(placed.map(({ path, promised }) => [path, promised.name])).toEqual([[["tasks", "ask", 0], "ask"]]);
});

test("a source that was never loaded has no places", () => {
  expect(() => placeIn({ documents: new Map() }, "profiles/p.yaml", [])).toThrow("No source was loaded from");
});
