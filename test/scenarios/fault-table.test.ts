import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { withOutputs } from "../fakes/memory-world.ts";
import { fiveTasks } from "./five-tasks.ts";
import { openFaultStage, written, type FaultStage } from "./faults/fault-stage.ts";
import { faults } from "./faults/faults.ts";

/**
 * The real server, with one thing wrong at a time: what callers are told, what git holds, and that nothing is lost. Once it
 * is mended, the next switch is made, delivered, proven and in git. `npm run faults` prints the table.
 */
const table = process.env["FAULT_TABLE"];
const rows = [
  ["fault", "expected", "what happened", "commits", "nothing lost"],
  ["---", "---", "---", "---", "---"],
];

test.for(faults)("$fault", async (fault, context) => {
  const stage = await openFaultStage();
  const happened = await fault.inject(stage);
  if (happened === undefined) rows.push([fault.fault, fault.expected, "not tried: this user may not mount", "", ""]);
  context.skip(happened === undefined, "This user may not mount a file system");
  const commits = stage.subjects();
  const row = [fault.fault, fault.expected, happened ?? "", commits.join(" ← "), "no"];
  rows.push(row);
  expect(happened).toBe(fault.expected);
  expect(commits).toEqual(fault.commits);
  await expectWhole(stage);
  await fault.mend(stage);
  await expectGoesOn(stage);
  row[4] = "yes";
});

afterAll(async () => {
  const lines = rows.map((cells) => `| ${cells.join(" | ")} |\n`);
  if (table !== undefined) await writeFile(table, lines.join(""));
});

/** What the head declares is what it has rendered; git is sound, and nobody's work is touched. */
async function expectWhole(stage: FaultStage): Promise<void> {
  stage.git("fsck", "--strict");
  const environment = stage.git("show", "HEAD:environments/default.yaml");
  const { "litellm_config.yaml": rendered } = withOutputs({ ...fiveTasks, "environments/default.yaml": environment });
  expect(stage.git("show", "HEAD:litellm_config.yaml")).toBe(rendered);
  expect(stage.git("status", "--porcelain")).toBe(" M notes.txt\n");
  expect(await readFile(join(stage.root, "notes.txt"), "utf8")).toBe(written);
}

async function expectGoesOn(stage: FaultStage): Promise<void> {
  const { status, body } = await stage.switch();
  expect(body).toMatchObject({ success: true, reload_successful: true, to_profile: "balanced" });
  expect(status).toBe(200);
  await expectWhole(stage);
  expect(await readFile(join(stage.folder, "litellm_config.yaml"), "utf8")).toBe(
    stage.git("show", "HEAD:litellm_config.yaml"),
  );
  const history = await stage.get("history?limit=1");
  expect(history.body.revisions).toMatchObject([{ to: "balanced", proof: "proven", audit: { by: "Ada" } }]);
  expect((await stage.get("status?fresh=true")).body).toMatchObject({ active_profile: "balanced", drift: null });
}
