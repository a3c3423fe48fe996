import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { openGitHubForge, type GitHubForgeOptions } from "../../../src/adapters/github/open-github-forge.ts";
import type { Forge } from "../../../src/ports/forge.ts";
import { describeForge, type ForgeUnderTest } from "../../contracts/forge-contract.ts";
import type { Files } from "../../contracts/store-contract.ts";
import { bob, eve, GitHubDouble, robot, type Trouble } from "../../github/github-double.ts";
import { git, makeFolder, makeRepository, writeFiles } from "../git/git-repository.ts";

const doubles: GitHubDouble[] = [];

/** Whatever the product sent, or the double answered, against GitHub's own description. */
afterEach(() => {
  for (const double of doubles.splice(0)) double.requireNoComplaint();
});

async function startDouble() {
  const bare = makeRepository(null, ["--bare"]);
  git(makeRepository({ "file.txt": "first\n" }), ["push", "--quiet", bare, "main"]);
  const double = new GitHubDouble(bare);
  await double.start();
  doubles.push(double);
  onTestFinished(() => double.stop());
  return { bare, double };
}

function openForge(double: GitHubDouble, options: Partial<GitHubForgeOptions> = {}): Forge {
  const repository = { apiUrl: double.apiUrl, pagesUrl: "https://github.example", owner: "acme", name: "models" };
  return openGitHubForge({ repository, credentials: { token: "token" }, secondMilliseconds: 1, ...options });
}

/** A person's commit, pushed from elsewhere. */
function commitOn(bare: string, branch: string, files: Files): string {
  const clone = join(makeFolder(), "clone");
  git(makeFolder(), ["clone", "--quiet", bare, clone]);
  const isNew = git(clone, ["for-each-ref", `refs/remotes/origin/${branch}`]) === "";
  git(
    clone,
    isNew ? ["switch", "--quiet", "--no-track", "-c", branch, "origin/main"] : ["checkout", "--quiet", branch],
  );
  writeFiles(clone, files);
  git(clone, ["add", "--all"]);
  if (git(clone, ["status", "--porcelain"]) !== "") git(clone, ["commit", "--quiet", "--message=By hand"]);
  git(clone, ["push", "--quiet", "origin", branch]);
  return git(clone, ["rev-parse", "HEAD"]).trim();
}

const changing = /^(POST|PATCH|PUT) /;

describeForge("GitHub", async (): Promise<ForgeUnderTest> => {
  const { bare, double } = await startDouble();
  return {
    forge: openForge(double, { isHurried: true }),
    commitOn: async (branch, files) => commitOn(bare, branch, files),
    removeBranch: async (branch) => void git(bare, ["update-ref", "-d", `refs/heads/${branch}`]),
    tipOf: async (branch) => {
      const [commit = "", ...parents] = git(bare, ["rev-list", "--parents", "-1", branch]).trim().split(" ");
      return { commit, parents };
    },
    loseNextReply: () => double.meet(changing, { kind: "lose" }),
    commentsOf: async (number) => double.commentsOf(number),
    statusesOf: async ({ head_commit }) => double.statusesOf(head_commit),
  };
});

const branch = "litellm-profiles/default";
const asked = { head: branch, base: "main", title: "Switch default", body: "body" };

/** A branch with something new, and a forge that keeps rate limits. */
async function ready(options: Partial<GitHubForgeOptions> = {}) {
  const { bare, double } = await startDouble();
  const head = commitOn(bare, branch, { "file.txt": "wanted\n" });
  return { bare, double, head, forge: openForge(double, options) };
}

function answer(status: number, headers: Record<string, string> = {}, message = "No"): Trouble {
  return { kind: "answer", reply: { status, body: { message }, headers } };
}

async function messageOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.catch((caught: unknown) => caught);
  if (error instanceof Error) return error.message;
  throw new Error("It did not fail");
}

describe("who GitHub does not let in", () => {
  it("is told so where the token is not taken", async () => {
    const { double, forge } = await ready();
    double.revokeTokens();
    await expect(forge.list({ state: "open" })).rejects.toMatchObject({
      code: "forge-denied",
      retry: "never",
      message: "GitHub does not take the token",
      hint: expect.stringContaining("`GITHUB_TOKEN`"),
    });
    expect(double.calls).toHaveLength(1);
  });

  it("is told what the token may not do", async () => {
    const { double, forge } = await ready();
    double.meet(
      changing,
      answer(403, {}, "Resource not accessible by personal access token - https://docs.github.com/x"),
    );
    await expect(forge.open(asked)).rejects.toMatchObject({
      code: "forge-denied",
      message: "GitHub lets this token not at the pull request: Resource not accessible by personal access token",
    });
    expect(double.calls.filter((call) => changing.test(call))).toHaveLength(1);
  });

  it("is told which repository is not there", async () => {
    const { double } = await ready();
    const repository = { apiUrl: double.apiUrl, pagesUrl: "", owner: "acme", name: "other" };
    await expect(openForge(double, { repository }).list({ state: "open" })).rejects.toMatchObject({
      code: "forge-denied",
      message: "GitHub lets this token not at repository `acme/other`",
    });
  });

  it("does not show a secret, or what steers a terminal, of GitHub's words", async () => {
    const { double, forge } = await ready();
    double.meet(changing, answer(403, {}, "Token ghp_0123456789abcdefghijklmnopqrstuvwxyz is \u001b[31mbad"));
    const message = await messageOf(forge.open(asked));
    expect(message).toContain("is [31mbad");
    expect(message).not.toContain("ghp_0");
    expect(message).not.toContain("\u001b");
  });
});

describe("a rate limit", () => {
  it.each([
    ["a secondary one", answer(403, { "retry-after": "2" }, "You have exceeded a secondary rate limit")],
    ["one of the newer kind", answer(429, { "retry-after": "1" }, "You have exceeded a secondary rate limit")],
    [
      "the hourly one",
      answer(
        403,
        { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(Math.ceil(Date.now() / 1000) + 2) },
        "API rate limit exceeded",
      ),
    ],
  ])("is waited for where it is short: %s", async (_, trouble) => {
    const { double, forge } = await ready();
    double.meet(changing, trouble);
    expect(await forge.open(asked)).toMatchObject({ state: "open" });
    expect(await forge.list({ state: "all" })).toHaveLength(1);
  });

  it.each([
    [
      "a secondary one",
      answer(403, { "retry-after": "3600" }, "You have exceeded a secondary rate limit"),
      /in 3600 s/,
    ],
    ["too many requests", answer(429, { "retry-after": "3600" }, "Too many requests"), /in 3600 s/],
    [
      "the hourly one",
      answer(
        403,
        { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(Math.ceil(Date.now() / 1000) + 3000) },
        "API rate limit exceeded",
      ),
      /in (2\d{3}|3000) s/,
    ],
  ])("is told of where it is long: %s", async (_, trouble, hint) => {
    const { double, forge } = await ready();
    double.meet(changing, trouble);
    await expect(forge.open(asked)).rejects.toMatchObject({
      code: "forge-limited",
      retry: "later",
      message: "GitHub was asked too often with this token",
      hint: expect.stringMatching(hint),
    });
    expect(await forge.list({ state: "all" })).toEqual([]);
    expect(await forge.open(asked)).toMatchObject({ state: "open" });
  });
});

describe("GitHub in trouble", () => {
  it.each(["before", "after"] as const)("is asked again where it failed %s the work was done", async (kind) => {
    const { double, forge, head } = await ready({ isHurried: true });
    const meet = () => double.meet(changing, { kind, status: 502 });
    meet();
    const { number } = await forge.open(asked);
    meet();
    await forge.update(number, { title: "Other", body: "other", base: "main" });
    meet();
    await forge.comment(number, { kind: "plan", body: "plan" });
    meet();
    await forge.report(number, { commit: head, context: "c", state: "success", description: "well" });
    meet();
    expect(await forge.merge(number, { head, message: "Merge" })).toMatchObject({ state: "merged", title: "Other" });
    expect(await forge.list({ state: "all" })).toHaveLength(1);
    expect(double.commentsOf(number)).toHaveLength(1);
    expect(double.statusesOf(head)).toEqual(["c success well"]);
  });

  it("is given up where it stays so", async () => {
    const { double, forge } = await ready({ isHurried: true });
    for (let time = 0; time < 3; time++) double.meet(/^GET /, { kind: "before", status: 503 });
    await expect(forge.list({ state: "open" })).rejects.toMatchObject({
      code: "forge-unreachable",
      retry: "later",
      message: "GitHub does not answer: Server Error",
    });
    expect(double.calls).toHaveLength(3);
  });

  it("is given up where it never answers", async () => {
    const { double, forge } = await ready({ isHurried: true, withinMilliseconds: 100 });
    for (let time = 0; time < 3; time++) double.meet(/^GET /, { kind: "hang" });
    await expect(forge.list({ state: "open" })).rejects.toMatchObject({ code: "forge-unreachable" });
  });

  it("is given up where nothing listens", async () => {
    const { double, forge } = await ready({ isHurried: true });
    double.stop();
    await expect(forge.list({ state: "open" })).rejects.toMatchObject({ code: "forge-unreachable" });
  });
});

describe("merging on GitHub", () => {
  it("is refused in GitHub's words where a status is missing", async () => {
    const { double, forge, head } = await ready({ isHurried: true });
    const { number } = await forge.open(asked);
    double.require("litellm-profiles");
    await expect(forge.merge(number, { head, message: "Merge" })).rejects.toMatchObject({
      code: "merge-refused",
      message: expect.stringContaining(`Required status check "litellm-profiles" is expected`),
    });
    await forge.report(number, { commit: head, context: "litellm-profiles", state: "success", description: "well" });
    expect(await forge.merge(number, { head, message: "Merge" })).toMatchObject({ state: "merged" });
  });
});

describe("what GitHub shows less of", () => {
  it("is a status, which is cut", async () => {
    const { double, forge, head } = await ready({ isHurried: true });
    const { number } = await forge.open(asked);
    const description = "é".repeat(200);
    await forge.report(number, { commit: head, context: "c", state: "failure", description });
    expect(double.statusesOf(head)).toEqual([`c failure ${"é".repeat(139)}…`]);
  });

  it("is a body that is too long, which is refused", async () => {
    const { forge } = await ready({ isHurried: true });
    expect(forge.traits.bodyLimit).toBe(65_536);
    await expect(forge.open({ ...asked, body: "x".repeat(65_537) })).rejects.toMatchObject({ code: "forge-refused" });
  });

  it("is a page for each file of a branch", async () => {
    const { forge } = await ready();
    expect(forge.traits.fileUrl(branch, "rendered/a b.yaml")).toBe(
      "https://github.example/acme/models/blob/litellm-profiles/default/rendered/a%20b.yaml",
    );
  });
});

describe("a comment of ours", () => {
  it("is found behind many others", async () => {
    const { double, forge } = await ready({ isHurried: true });
    const { number } = await forge.open(asked);
    for (let index = 0; index < 3; index++) double.comment(number, `chat ${index}`);
    await forge.comment(number, { kind: "plan", body: "first" });
    for (let index = 0; index < 150; index++) double.comment(number, `chat ${index}`);
    await forge.comment(number, { kind: "plan", body: "second" });
    const ours = double.commentsOf(number).filter((body) => !body.startsWith("chat"));
    expect(ours).toEqual(["<!-- litellm-profiles comment: plan -->\nsecond"]);
    const before = double.calls.length;
    await forge.comment(number, { kind: "plan", body: "second" });
    expect(double.calls.slice(before).filter((call) => changing.test(call))).toEqual([]);
  });
});

/** An open pull request, and whoever comments on it, each by a connection of their own. */
async function openedOne() {
  const { double, forge } = await ready({ isHurried: true });
  const { number } = await forge.open(asked);
  const put = async (body: string) => openForge(double, { isHurried: true }).comment(number, { kind: "plan", body });
  return { double, number, put };
}

describe("two that comment at once", () => {
  const listing = /^GET .*comments$/;
  const marker = "<!-- litellm-profiles comment: plan -->";

  it("leave one comment", async () => {
    const { double, number, put } = await openedOne();
    double.gather(listing, 2);
    await Promise.all([put("same"), put("same")]);
    expect(double.commentsOf(number)).toEqual([`${marker}\nsame`]);
    expect(double.calls.filter((call) => call.startsWith("POST /issues"))).toHaveLength(2);
    expect(double.calls.filter((call) => call.startsWith("DELETE "))).not.toEqual([]);
  });

  it("leave one that both have found by then", async () => {
    const { double, number, put } = await openedOne();
    double.gather(listing, 2, 2);
    await Promise.all([put("first"), put("second")]);
    expect(double.commentsOf(number)).toHaveLength(1);
    expect([`${marker}\nfirst`, `${marker}\nsecond`]).toContain(double.commentsOf(number)[0]);
  });

  it("leave one where GitHub fails while one is removed", async () => {
    const { double, number, put } = await openedOne();
    double.gather(listing, 2);
    double.meet(/^DELETE /, { kind: "after", status: 502 });
    await Promise.all([put("same"), put("same")]);
    expect(double.commentsOf(number)).toEqual([`${marker}\nsame`]);
  });

  it("are made up for by the next one where both were killed before they looked again", async () => {
    const { double, forge } = await ready({ isHurried: true });
    const { number } = await forge.open(asked);
    double.comment(number, `${marker}\nfirst`);
    double.comment(number, "chat");
    double.comment(number, `${marker}\nsecond`);
    await forge.comment(number, { kind: "plan", body: "third" });
    await forge.comment(number, { kind: "plan", body: "third" });
    expect(double.commentsOf(number)).toEqual([`${marker}\nthird`, "chat"]);
  });

  it("do not remove what somebody else has copied the line into", async () => {
    const { double, forge } = await ready({ isHurried: true });
    const { number } = await forge.open(asked);
    await forge.comment(number, { kind: "plan", body: "first" });
    double.comment(number, `${marker}\nlook at this`, eve);
    await forge.comment(number, { kind: "plan", body: "second" });
    expect(double.commentsOf(number)).toEqual([`${marker}\nsecond`, `${marker}\nlook at this`]);
  });
});

describe("a comment of somebody else that has our line", () => {
  const marker = "<!-- litellm-profiles comment: plan -->";
  const refusal = { status: 403, body: { message: "Must have admin rights to Repository." } };

  it("is none of ours where a stranger wrote it, however old", async () => {
    const { double, number, put } = await openedOne();
    double.comment(number, `${marker}\nfirst`, eve);
    await put("first");
    const before = double.calls.length;
    await put("second");
    expect(double.commentsOf(number)).toEqual([`${marker}\nfirst`, `${marker}\nsecond`]);
    expect(double.calls.slice(before).map((call) => call.split(" ")[0])).toEqual(["GET", "PATCH"]);
  });

  it("is not replaced, and no other one is put, where only ours is to be replaced", async () => {
    const { double, number } = await openedOne();
    double.comment(number, `${marker}\nfirst`, eve);
    const replacing = { kind: "plan", body: "second", onlyReplaces: true };
    expect(await openForge(double, { isHurried: true }).comment(number, replacing)).toBe(false);
    expect(double.commentsOf(number)).toEqual([`${marker}\nfirst`]);
  });

  it.each([
    ["a colleague's, by another token", bob],
    ["a program's, by another token", robot],
  ])("is ours where it is %s", async (_whose, author) => {
    const { double, number, put } = await openedOne();
    double.comment(number, `${marker}\nfirst`, author);
    await put("second");
    expect(double.commentsOf(number)).toEqual([`${marker}\nsecond`]);
  });

  it("is left where it may not be edited, and another one put, once", async () => {
    const { double, number, put } = await openedOne();
    double.comment(number, `${marker}\nfirst`, bob);
    const putBeside = async (body: string) => {
      double.meet(/^PATCH /, { kind: "answer", reply: refusal });
      const before = double.calls.length;
      return { isNews: await put(body), calls: double.calls.slice(before).map((call) => call.split(" ")[0]) };
    };
    expect(await putBeside("second")).toEqual({ isNews: true, calls: ["GET", "PATCH", "POST", "GET"] });
    expect(await putBeside("third")).toEqual({ isNews: true, calls: ["GET", "PATCH", "PATCH"] });
    expect(await putBeside("third")).toEqual({ isNews: false, calls: ["GET", "PATCH"] });
    expect(double.commentsOf(number)).toEqual([`${marker}\nfirst`, `${marker}\nthird`]);
  });

  it("leaves ours to be replaced where only that is asked", async () => {
    const { double, number, put } = await openedOne();
    double.comment(number, `${marker}\nfirst`, bob);
    double.meet(/^PATCH /, { kind: "answer", reply: refusal });
    await put("second");
    double.meet(/^PATCH /, { kind: "answer", reply: refusal });
    const replacing = { kind: "plan", body: "third", onlyReplaces: true };
    expect(await openForge(double, { isHurried: true }).comment(number, replacing)).toBe(true);
    expect(double.commentsOf(number)).toEqual([`${marker}\nfirst`, `${marker}\nthird`]);
  });

  it.each([
    ["a secondary limit", answer(403, { "retry-after": "3600" }, "You have exceeded a secondary rate limit")],
    ["the hourly limit", answer(403, { "x-ratelimit-remaining": "0" }, "API rate limit exceeded")],
  ])("is the one to edit where only %s is in the way: no other one is put", async (_what, trouble) => {
    const { double, number, put } = await openedOne();
    await put("first");
    double.meet(/^PATCH /, trouble);
    await expect(put("second")).rejects.toMatchObject({ code: "forge-limited" });
    expect(double.commentsOf(number)).toEqual([`${marker}\nfirst`]);
    expect(double.calls.filter((call) => call.startsWith("POST /issues"))).toHaveLength(1);
  });

  it("is said to be out of reach where only ours is to be replaced", async () => {
    const { double, number } = await openedOne();
    double.comment(number, `${marker}\nfirst`, bob);
    double.meet(/^PATCH /, { kind: "answer", reply: refusal });
    const replacing = { kind: "plan", body: "second", onlyReplaces: true };
    await expect(openForge(double, { isHurried: true }).comment(number, replacing)).rejects.toMatchObject({
      code: "forge-denied",
    });
  });
});

describe("a comment of ours that GitHub takes for a stranger's, as our membership is not public", () => {
  it("is replaced all the same, once, also where only ours is to be replaced", async () => {
    const { double, number, put } = await openedOne();
    double.hideMembership();
    const putAgain = async (body: string) => {
      const before = double.calls.length;
      return { isNews: await put(body), calls: double.calls.slice(before).map((call) => call.split(" ")[0]) };
    };
    await put("first");
    expect(await putAgain("first")).toEqual({ isNews: false, calls: ["GET", "GET"] });
    expect(await putAgain("second")).toEqual({ isNews: true, calls: ["GET", "GET", "PATCH"] });
    const replacing = { kind: "plan", body: "third", onlyReplaces: true };
    expect(await openForge(double, { isHurried: true }).comment(number, replacing)).toBe(true);
    expect(double.commentsOf(number)).toEqual(["<!-- litellm-profiles comment: plan -->\nthird"]);
  });
});

/** A forge of an App that is installed there. */
function openAsApp(double: GitHubDouble): Forge {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  double.installApp(publicKey);
  const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return openForge(double, { credentials: { appId: "7", privateKey: key, installationId: "12" } });
}

describe("a GitHub App", () => {
  it("puts a comment beside a stranger's that has our line, although GitHub does not tell who it is", async () => {
    const { double, forge } = await ready({ isHurried: true });
    const { number } = await forge.open(asked);
    const marker = "<!-- litellm-profiles comment: plan -->";
    double.comment(number, `${marker}\nfirst`, eve);
    expect(await openAsApp(double).comment(number, { kind: "plan", body: "second" })).toBe(true);
    expect(double.commentsOf(number)).toEqual([`${marker}\nfirst`, `${marker}\nsecond`]);
  });

  it("asks for a token by its key, once", async () => {
    const { double } = await ready();
    const forge = openAsApp(double);
    await forge.list({ state: "open" });
    await forge.list({ state: "open" });
    expect(double.calls).toEqual(["POST /app/installations/12/access_tokens", "GET /pulls", "GET /pulls"]);
  });

  it("is not let in by another key", async () => {
    const { double } = await ready();
    const [known, other] = [1, 2].map(() => generateKeyPairSync("rsa", { modulusLength: 2048 }));
    if (known) double.installApp(known.publicKey);
    const key = other?.privateKey.export({ type: "pkcs8", format: "pem" }).toString() ?? "";
    const forge = openForge(double, { credentials: { appId: "7", privateKey: key, installationId: "12" } });
    await expect(forge.list({ state: "open" })).rejects.toMatchObject({ code: "forge-denied" });
  });
});
