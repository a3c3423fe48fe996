import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openStore } from "../../../src/adapters/git/open-store.ts";
import { describeStore, type Files } from "../../contracts/store-contract.ts";
import { git, makeFolder, makeRepository, openGitStore, variables, writeFiles } from "./git-repository.ts";
import { wrapGit } from "./git-wrapper.ts";

describeStore("git", async (files) => openGitStore(makeRepository(files)));

/** Everything that may lie around a project: SHA-256 ids, a linked work tree, a folder with a space in its name. */
describeStore("git, a subfolder of a linked work tree with SHA-256", async (files) => {
  const prefix = "deploy/my llm/";
  const below = files && Object.fromEntries(Object.entries(files).map(([path, text]) => [prefix + path, text]));
  const folder = makeRepository(below, ["--object-format=sha256"]);
  if (below === null) {
    writeFiles(folder, { [`${prefix}README.md`]: "" });
    return openGitStore(folder, prefix);
  }
  const linked = join(makeFolder(), "linked");
  git(folder, ["checkout", "--quiet", "-b", "elsewhere"]);
  git(folder, ["worktree", "add", "--quiet", linked, "main"]);
  return openGitStore(linked, prefix);
});

describe("opening", () => {
  it.each([
    { name: "a folder that is no repository", make: () => makeFolder() },
    { name: "a folder that does not exist", make: () => join(makeFolder(), "absent") },
    { name: "a bare repository", make: () => makeRepository(null, ["--bare"]) },
    { name: "git's own folder", make: () => join(makeRepository(null), ".git") },
    { name: "a file", make: () => join(makeRepository({ a: "" }), "a") },
  ])("refuses $name", async ({ make }) => {
    const folder = make();
    await expect(openStore(folder, variables)).rejects.toMatchObject({
      code: "not-a-repository",
      message: expect.stringContaining(`\`${folder}\``),
    });
  });

  it("refuses where there is no git", async () => {
    const folder = makeRepository(null);
    await expect(openStore(folder, { ...variables, PATH: makeFolder() })).rejects.toMatchObject({ name: "Failure" });
  });

  it("is not led away by the variables of a hook", async () => {
    const [folder, other] = [makeRepository({ a: "here\n" }), makeRepository({ a: "there\n" })];
    const led = {
      GIT_DIR: join(other, ".git"),
      GIT_WORK_TREE: other,
      GIT_INDEX_FILE: join(other, "x"),
      GIT_PREFIX: "y/",
    };
    const tools = {
      EDITOR: "false",
      PAGER: "false",
      GIT_PAGER: "false",
      GIT_ASKPASS: "false",
      GIT_EXTERNAL_DIFF: "false",
    };
    const store = await openStore(folder, { ...variables, ...led, ...tools });
    const { commit } = await store.head();
    expect(await store.readFiles(commit, ["a"])).toStrictEqual(new Map([["a", "here\n"]]));
    await store.commit({ parent: commit, files: new Map([["a", "new\n"]]), message: "New" });
    expect(git(folder, ["show", "HEAD:a"])).toBe("new\n");
    expect(git(folder, ["status", "--porcelain"])).toBe("");
  });

  it("takes what the user configures by variables, and is not confused by their configuration", async () => {
    const folder = makeRepository({ "environments/default.yaml": "active: a\n" });
    const settings = {
      "log.showSignature": "true",
      "log.follow": "true",
      "log.showRoot": "false",
      "log.diffMerges": "off",
      "log.decorate": "full",
      "format.pretty": "oneline",
      "color.ui": "always",
      "core.quotePath": "true",
      "core.abbrev": "4",
      "diff.renames": "copies",
      "diff.noprefix": "true",
      "status.showStash": "true",
      "status.showUntrackedFiles": "all",
      "i18n.logOutputEncoding": "ISO-8859-1",
      "i18n.commitEncoding": "ISO-8859-1",
      "url.https://example.com/.insteadOf": "x:",
      "user.name": "Größe",
    };
    const entries = Object.entries(settings).flatMap(([key, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, key],
      [`GIT_CONFIG_VALUE_${index}`, value],
    ]);
    const configured = {
      ...variables,
      ...Object.fromEntries(entries),
      GIT_CONFIG_COUNT: String(Object.keys(settings).length),
      GIT_AUTHOR_NAME: undefined,
    };
    const store = await openStore(folder, configured);
    const { commit: parent } = await store.head();
    const files = new Map([["environments/default.yaml", "active: b\n"]]);
    const commit = await store.commit({ parent, files, message: "Änderung" });
    expect(await store.log(["environments"])).toMatchObject([
      { commit, parents: [parent], message: "Änderung", author: { name: "Größe" } },
      { commit: parent, changes: [{ before: null, after: "active: a\n" }] },
    ]);
    expect(git(folder, ["status", "--porcelain"])).toBe("");
  });
});

describe("the cost", () => {
  it("of a whole switch is at most 8 processes after opening", async () => {
    const start: Files = {
      "litellm-profiles.yaml": "a\n",
      "profiles/a.yaml": "a\n",
      "environments/default.yaml": "active: a\n",
      "litellm_config.yaml": "a\n",
    };
    const wrapper = wrapGit({});
    const store = await openStore(makeRepository(start), wrapper.variables);
    const opening = wrapper.commands().length;
    const { commit: parent } = await store.head();
    await store.readFiles(parent, ["litellm-profiles.yaml", "profiles", "environments"]);
    await store.readFiles(parent, ["litellm_config.yaml"]);
    const files = new Map([
      ["environments/default.yaml", "active: b\n"],
      ["litellm_config.yaml", "b\n"],
    ]);
    await store.commit({ parent, files, message: "Switch" });
    expect(opening).toBe(2);
    expect(wrapper.commands().slice(opening).toSorted()).toStrictEqual([
      "cat-file",
      "commit-tree",
      "hash-object",
      "mktree",
      "status",
      "symbolic-ref",
      "update-index",
      "update-ref",
    ]);
  });

  it("of a second switch and its note is no more than 7 processes", async () => {
    const wrapper = wrapGit({});
    const store = await openStore(makeRepository({ "a.txt": "a\n" }), wrapper.variables);
    const proof = {
      v: 1,
      environment: "a",
      output_sha256: "ab".repeat(32),
      outcome: "proven",
      at: "2026-01-02T03:04:05.678Z",
      by: "ada",
      workers: 2,
    } as const;
    const switchTo = async (text: string): Promise<void> => {
      const { commit: parent } = await store.head();
      const commit = await store.commit({ parent, files: new Map([["a.txt", text]]), message: "Switch" });
      await store.addNote(commit, proof);
    };
    await switchTo("b\n");
    const first = wrapper.commands().length;
    await switchTo("c\n");
    expect(wrapper.commands().slice(first)).toStrictEqual([
      "symbolic-ref",
      "status",
      "commit-tree",
      "update-ref",
      "update-index",
      "commit-tree",
      "update-ref",
    ]);
  });
});
