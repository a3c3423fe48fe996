import { expect, it } from "vitest";
import { mergePullRequest } from "../../src/operations/merge-pull-request.ts";
import { readStatus } from "../../src/operations/read-status.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import { git } from "../adapters/git/git-repository.ts";
import { withOutputs } from "../fakes/memory-world.ts";
import { asPerson, commitByHand, makeReviewedProject, reviewedSources } from "../fakes/reviewed-project.ts";

const environment = "environments/default.yaml";
const [until, later] = ["2090-01-02T14:00:00Z", "2091-01-02T14:00:00Z"] as const;

function byHand(text: string): Record<string, string> {
  return { ...withOutputs({ ...reviewedSources, [environment]: text }) };
}

it("names who asked, not who merged", async () => {
  const folder = makeReviewedProject();
  const [ada, bob] = [await asPerson(folder, "Ada"), await asPerson(folder, "Bob")];
  await switchProfile(ada, { environment: "default", profile: "cheap", mode: "pull_request", until, reason: "a demo" });
  await mergePullRequest(bob, 1);
  const { layers } = await readStatus(bob, "default");
  const asked = { at: until, profile: "premium", by: "Ada <ada@example.com>", reason: "a demo" };
  expect(layers.declared).toMatchObject({ until: asked, scheduled: null });
  const branchTip = git(folder, ["log", "--no-merges", "-1", "--format=%H", "--", environment]).trim();
  expect(layers.declared.until?.commit).toBe(branchTip);
});

it("names the author of an edit by hand, and of a moment that a later commit leaves alone", async () => {
  const folder = makeReviewedProject();
  const text = `active: cheap\nuntil: {at: ${until}, then: premium}\nscheduled: {at: ${later}, profile: balanced}\n`;
  const first = commitByHand(folder, byHand(text));
  const second = commitByHand(folder, byHand(`# the same again\n${text.replace("balanced", "cheap")}`));
  const { layers } = await readStatus(await asPerson(folder, "Bob"), "default");
  const author = git(folder, ["log", "-1", "--format=%an <%ae>", first]).trim();
  expect(layers.declared).toMatchObject({
    until: { at: until, profile: "premium", by: author, reason: null, commit: first },
    scheduled: { at: later, profile: "cheap", by: author, reason: null, commit: second },
  });
});

it("names a merge that itself brought the moment", async () => {
  const folder = makeReviewedProject();
  git(folder, ["checkout", "--quiet", "-b", "side"]);
  commitByHand(folder, { "README.md": "second\n", ...byHand("# by hand\nactive: premium\n") });
  git(folder, ["checkout", "--quiet", "main"]);
  git(folder, ["merge", "--quiet", "--no-ff", "--no-commit", "side"]);
  const merge = commitByHand(folder, byHand(`# by hand\nactive: cheap\nuntil: {at: ${until}, then: premium}\n`));
  const { layers } = await readStatus(await asPerson(folder, "Bob"), "default");
  expect(layers.declared.until).toMatchObject({ commit: merge, reason: null });
});
