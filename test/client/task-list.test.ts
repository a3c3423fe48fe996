import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ownTasks } from "../../src/client/task-list.ts";
import { composeWorkTree } from "../../src/compose.ts";
import { listTasks } from "../../src/operations/list-tasks.ts";

describe("the tasks that come with the client", () => {
  test("are those of this project", async () => {
    const { tasks, legacyNames } = await listTasks(composeWorkTree(join(import.meta.dirname, "../..")).readWorkTree);
    expect(ownTasks.tasks).toEqual(tasks.map(({ name }) => name));
    expect(ownTasks.legacyNames).toEqual(legacyNames);
  });
});
