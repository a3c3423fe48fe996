import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { git, makeRepository, variables } from "../adapters/git/git-repository.ts";
import { GitHubDouble } from "../github/github-double.ts";

const root = join(import.meta.dirname, "../..");
const script = [join(root, "test/run-typescript.mjs"), "test/smoke/github.ts"];

/** Never against GitHub itself: that a user does, by `npm run smoke:github`. */
test("the smoke test passes on what is like GitHub", async () => {
  const bare = makeRepository(null, ["--bare"]);
  git(makeRepository({ "README.md": "scratch\n" }), ["push", "--quiet", bare, "main"]);
  const double = new GitHubDouble(bare);
  await double.start();
  onTestFinished(() => double.stop());
  const env = {
    ...variables,
    GITHUB_TOKEN: "token",
    SMOKE_REPOSITORY: "acme/models",
    SMOKE_API_URL: double.apiUrl,
    SMOKE_REMOTE: double.remoteUrl,
  };
  const { stdout } = await promisify(execFile)(process.execPath, script, { cwd: root, env });
  double.requireNoComplaint();
  expect(stdout).toContain("ok  litellm-profiles switch balanced --pr  proposed pull request 1 unchanged\n");
  expect(stdout).toMatch(/All well on acme\/models; what the project was is in force again\n$/);
  expect(double.commentsOf(1)).toHaveLength(1);
});

test("the smoke test says what it needs", async () => {
  await expect(promisify(execFile)(process.execPath, script, { cwd: root, env: variables })).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining("Set SMOKE_REPOSITORY to owner/name of a scratch repository"),
  });
});
