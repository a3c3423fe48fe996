import { describe, expect, test } from "vitest";
import { listTasks } from "../../src/operations/list-tasks.ts";
import { formatTasksTypeScript } from "../../src/report/tasks-typescript.ts";
import { smallProject } from "../fakes/small-project.ts";

describe("the printed types", () => {
  test("name tasks, older names and groups", async () => {
    expect(formatTasksTypeScript(await listTasks(readSmallProject)))
      .toBe(`// Printed by \`litellm-profiles types\`: do not edit.
import type { TaskList } from "litellm-profiles/client";

/**
 * A task that applications call.
 */
export type TaskName = "classification" | "synthesis";

/** An older name, which still works: call its task instead. */
export type OlderName =
  | "classification-primary"
  | "classification_balanced"
  | "classification_premium"
  | "synthesis_balanced"
  | "synthesis_premium";

export const tasks: TaskList<TaskName | OlderName> = {
  tasks: ["classification", "synthesis"],
  legacyNames: {
    "classification-primary": "classification",
  },
  groups: {
    "classification_balanced": "classification",
    "classification_premium": "classification",
    "synthesis_balanced": "synthesis",
    "synthesis_premium": "synthesis",
  },
};
`);
  });

  test("keep a description inside its comment, and do without names", () => {
    const text = formatTasksTypeScript({
      tasks: [{ name: "a", description: "One */ export const x = 1;\n * two" }],
      legacyNames: {},
      groups: {},
    });
    expect(text).toContain(" * - `a`: One *\\/ export const x = 1; * two\n */\n");
    expect(text).toContain("export type OlderName = never;");
    expect(text).toContain("  legacyNames: {},\n  groups: {},\n");
    expect(formatTasksTypeScript({ tasks: [], legacyNames: {}, groups: {} })).toContain(
      "export type TaskName = never;",
    );
  });

  test("are refused of broken sources", async () => {
    await expect(listTasks(async () => new Map([["litellm-profiles.yaml", "tasks: ["]]))).rejects.toMatchObject({
      code: "sources-invalid",
    });
  });
});

async function readSmallProject(paths: readonly string[]): Promise<Map<string, string>> {
  const files = Object.entries(smallProject);
  return new Map(files.filter(([path]) => paths.some((one) => path === one || path.startsWith(`${one}/`))));
}
