import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { printSwitchMessage } from "../../src/domain/switch-message.ts";
import { deliver } from "../../src/operations/deliver.ts";
import { memoryWorld, withOutputs, type MemoryWorld } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";

const environment = "environments/default.yaml";
const output = "litellm_config.yaml";
const balanced = withOutputs({
  ...smallProject,
  [environment]: smallProject[environment]?.replace("active: premium", "active: balanced") ?? "",
});
const files = { [environment]: balanced[environment] ?? "", [output]: balanced[output] ?? "" };
const sound = createHash("sha256").update(files[output]).digest("hex");
/** The same aliases under another comment: sound, and not what people saw. */
const other = `# merged\n${files[output]}`;

/** Message of a commit whose pull request showed a config of this digest. */
function promising(digest: string, name = "default"): string {
  return printSwitchMessage({
    "Profile-Environment": name,
    "Profile-From": "premium",
    "Profile-To": "balanced",
    "Profile-By": "Ada",
    "Profile-Output": digest,
  });
}

async function committed(world: MemoryWorld, text: string, message: string, parents = [world.store.tip]) {
  const commit = await world.store.makeCommit(parents, { ...files, [output]: text }, message);
  await world.store.moveBranch(commit);
  return commit;
}

const refused = { code: "not-reviewed", retry: "never" };

describe("delivering what came in by a pull request", () => {
  it("goes on with the config that was reviewed", async () => {
    const world = memoryWorld();
    await committed(world, files[output], promising(sound));
    expect(await deliver(world, "default")).toMatchObject({ proof: { outcome: "proven" } });
  });

  it("is refused where a squash gave another one, unless told to go on", async () => {
    const world = memoryWorld();
    const commit = await committed(world, other, `Switch it (#7)\n\n${promising(sound)}`);
    await expect(deliver(world, "default")).rejects.toMatchObject({
      ...refused,
      message: `Commit \`${commit.slice(0, 12)}\` gives \`litellm_config.yaml\` that is not the one which was reviewed`,
      hint: expect.stringContaining("`litellm-profiles deliver --unreviewed`"),
    });
    expect(world.deliveries.texts).toEqual([]);
    expect(await deliver(world, "default", { unreviewed: true })).toMatchObject({ proof: { outcome: "proven" } });
  });

  it("is refused where a merge made another one of two changes", async () => {
    const world = memoryWorld();
    const base = world.store.tip;
    const change = await world.store.makeCommit([base], files, promising(sound));
    const theirs = await world.store.makeCommit([base], { [output]: "# theirs\n" }, "By hand");
    await committed(world, other, "Merge pull request #7 from litellm-profiles/default", [theirs, change]);
    await expect(deliver(world, "default")).rejects.toMatchObject(refused);
    await committed(world, files[output], "Merge pull request #7 from litellm-profiles/default", [theirs, change]);
    expect(await deliver(world, "default")).toMatchObject({ proof: { outcome: "proven" } });
  });

  it("looks past a merge that changed nothing", async () => {
    const world = memoryWorld();
    await committed(world, other, promising(sound));
    const aside = await world.store.makeCommit([world.store.tip], { "notes.txt": "x\n" }, "Aside");
    const more = await world.store.makeCommit([world.store.tip], { "more.txt": "x\n" }, "More");
    await world.store.moveBranch(await world.store.makeCommit([aside, more], { "more.txt": "x\n" }, "Merge"));
    await expect(deliver(world, "default")).rejects.toMatchObject(refused);
  });

  it("asks nothing of a commit by hand, nor of one on top of the reviewed", async () => {
    const world = memoryWorld();
    await committed(world, other, promising(sound));
    await committed(world, files[output], "By hand");
    expect(await deliver(world, "default")).toMatchObject({ proof: { outcome: "proven" } });
  });

  it("asks nothing of another environment's", async () => {
    const world = memoryWorld();
    await committed(world, other, promising(sound, "staging"));
    expect(await deliver(world, "default")).toMatchObject({ proof: { outcome: "proven" } });
  });

  it("asks nothing of a person's commit that a merge brought after the reviewed one", async () => {
    const world = memoryWorld();
    const base = world.store.tip;
    const change = await world.store.makeCommit([base], files, promising(sound));
    const edited = await world.store.makeCommit([change], { [output]: other }, "By hand");
    await committed(world, other, "Merge pull request #7 from litellm-profiles/default", [base, edited]);
    expect(await deliver(world, "default")).toMatchObject({ proof: { outcome: "proven" } });
  });
});
