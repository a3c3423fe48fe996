import { expect, test } from "vitest";
import { openReviews } from "../../src/operations/open-reviews.ts";
import { previewMerge } from "../../src/operations/preview-merge.ts";
import { git } from "../adapters/git/git-repository.ts";
import { asPerson, commitOnBranch, makeReviewedProject } from "../fakes/reviewed-project.ts";

async function project() {
  const folder = makeReviewedProject();
  const { branches } = await openReviews(await asPerson(folder, "Ada"));
  git(folder, ["branch", "by-hand"]);
  const commit = commitOnBranch(folder, "by-hand", { "README.md": "by hand\n" });
  return { branches, commit, folder, main: git(folder, ["rev-parse", "main"]).trim() };
}

test("what a merge would give is a commit that no branch names", async () => {
  const { branches, commit, folder, main } = await project();
  const refs = git(folder, ["for-each-ref"]);
  const preview = await previewMerge(branches, { head: "by-hand", base: "main", head_commit: commit });
  expect(preview).toMatchObject({ base: { name: "main", commit: main }, tip: commit });
  expect(git(folder, ["show", `${preview.merged}:README.md`])).toBe("by hand\n");
  expect(git(folder, ["for-each-ref"])).toBe(refs);
});

test("a fork's branch may be called as the one that it is to come into", async () => {
  const { branches, commit, main } = await project();
  const preview = await previewMerge(branches, { head: "main", base: "main", head_commit: commit });
  expect(preview).toMatchObject({ base: { commit: main }, tip: null });
  expect(preview.merged).not.toBeNull();
});
