import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readActor } from "../../../src/adapters/git/identity.ts";
import { openStore } from "../../../src/adapters/git/open-store.ts";
import type { Files } from "../../contracts/store-contract.ts";
import { git, makeFolder, makeRepository, variables, writeFiles } from "./git-repository.ts";

const environment = "environments/default.yaml";
const output = "litellm_config.yaml";
const start: Files = { [environment]: "active: premium\n", [output]: "model: premium\n", "notes.txt": "one\n" };
const switched: Files = { [environment]: "active: balanced\n", [output]: "model: balanced\n" };

/** Commits onto whatever is checked out, the way a switch does. */
async function commit(folder: string, files: Files = switched, own: Record<string, string | undefined> = variables) {
  const store = await openStore(folder, own);
  const { commit: parent } = await store.head();
  return store.commit({ parent, files: new Map(Object.entries(files)), message: "Switch\n" });
}

function status(folder: string): string {
  return git(folder, ["status", "--porcelain"]);
}

function people(folder: string): string {
  return git(folder, ["log", "-1", "--format=%an <%ae>, %cn <%ce>"]).trim();
}

/** A repository that signs with a program of our own. */
function signWith(script: string): string {
  const folder = makeRepository(start);
  const program = join(makeFolder(), "gpg");
  writeFileSync(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  git(folder, ["config", "gpg.program", program]);
  git(folder, ["config", "commit.gpgsign", "true"]);
  return folder;
}

describe("an unrelated `git commit --all` after a switch", () => {
  it.each([
    { name: "clean", files: {}, stage: false },
    { name: "with another file edited", files: { "notes.txt": "two\n" }, stage: false },
    { name: "with the environment edited", files: { [environment]: "active: premium\npush: a\n" }, stage: false },
    {
      name: "with edits of the environment staged",
      files: { [environment]: "active: premium\npush: a\n" },
      stage: true,
    },
  ])("does not bring the old profile back: $name", async ({ files, stage }) => {
    const folder = makeRepository(start);
    writeFiles(folder, files);
    if (stage) git(folder, ["add", "--all"]);
    await commit(folder);
    git(folder, ["commit", "--quiet", "--all", "--allow-empty", "--message=Unrelated"]);
    expect(git(folder, ["show", `HEAD:${environment}`])).toMatch(/^active: balanced\n/);
    expect(git(folder, ["show", `HEAD:${output}`])).toBe("model: balanced\n");
    expect(status(folder)).toBe("");
  });

  it("does not either where only staged edits are committed", async () => {
    const folder = makeRepository(start);
    writeFiles(folder, { [environment]: "# staged\nactive: premium\n" });
    git(folder, ["add", "--all"]);
    writeFiles(folder, { [environment]: "# staged\nactive: premium\n# not staged\n" });
    await commit(folder);
    git(folder, ["commit", "--quiet", "--message=Unrelated"]);
    expect(git(folder, ["show", `HEAD:${environment}`])).toBe("# staged\nactive: balanced\n");
    expect(readFileSync(join(folder, environment), "utf8")).toBe("# staged\nactive: balanced\n# not staged\n");
  });
});

describe("line ends", () => {
  it.each([
    { name: "core.autocrlf", configure: (folder: string) => git(folder, ["config", "core.autocrlf", "true"]) },
    {
      name: "eol=crlf in .gitattributes",
      configure: (folder: string) => {
        writeFileSync(join(folder, ".gitattributes"), "*.yaml text eol=crlf\n");
        git(folder, ["add", ".gitattributes"]);
        git(folder, ["commit", "--quiet", "--message=Attributes"]);
      },
    },
  ])("are those of a checkout under $name", async ({ configure }) => {
    const folder = makeRepository(start);
    configure(folder);
    rmSync(join(folder, environment));
    rmSync(join(folder, output));
    git(folder, ["checkout", "--", "."]);
    expect(readFileSync(join(folder, output), "utf8")).toBe("model: premium\r\n");
    await commit(folder);
    expect(readFileSync(join(folder, output), "utf8")).toBe("model: balanced\r\n");
    expect(readFileSync(join(folder, environment), "utf8")).toBe("active: balanced\r\n");
    expect(git(folder, ["show", `HEAD:${output}`])).toBe("model: balanced\n");
    expect(status(folder)).toBe("");
  });

  it("stay CRLF in a blob that has them, whatever core.autocrlf says", async () => {
    const crlf = { [environment]: "active: premium\r\n", [output]: "model: premium\r\n" };
    const folder = makeRepository(crlf);
    git(folder, ["config", "core.autocrlf", "true"]);
    await commit(folder, { [environment]: "active: balanced\r\n", [output]: "model: balanced\r\n" });
    expect(git(folder, ["cat-file", "blob", `HEAD:${output}`])).toBe("model: balanced\r\n");
    expect(readFileSync(join(folder, output), "utf8")).toBe("model: balanced\r\n");
    expect(status(folder)).toBe("");
  });

  it("are not taken for edits of a file that was written with others", async () => {
    const folder = makeRepository(start);
    git(folder, ["config", "core.autocrlf", "true"]);
    writeFiles(folder, { [output]: "model: premium\r\n" });
    await commit(folder);
    expect(status(folder)).toBe("");
  });
});

describe("files", () => {
  it("keep their mode, in git and on disk", async () => {
    const folder = makeRepository(null);
    writeFiles(folder, start);
    chmodSync(join(folder, output), 0o750);
    git(folder, ["add", "--all"]);
    git(folder, ["commit", "--quiet", "--message=Start"]);
    await commit(folder);
    expect(git(folder, ["ls-tree", "HEAD", output])).toMatch(/^100755 /);
    expect(statSync(join(folder, output)).mode & 0o777).toBe(0o750);
    expect(status(folder)).toBe("");
  });

  it.each([
    "a b.yaml",
    '"quoted".yaml',
    "--upload-pack=x",
    "-n",
    ":(top)x",
    "*.yaml",
    "größe/日本 語.yaml",
    "a\tb",
    "$(x)`y`",
  ])("may be called %j", async (path) => {
    const folder = makeRepository({ [path]: "one\n", "other.yaml": "one\n" });
    await commit(folder, { [path]: "two\n" });
    expect(readFileSync(join(folder, path), "utf8")).toBe("two\n");
    expect(readFileSync(join(folder, "other.yaml"), "utf8")).toBe("one\n");
    expect(status(folder)).toBe("");
    const store = await openStore(folder, variables);
    expect(await store.log([path])).toMatchObject([
      { changes: [{ path, before: "one\n", after: "two\n" }] },
      { changes: [{ path, before: null, after: "one\n" }] },
    ]);
    expect(await store.readFiles("HEAD", [path])).toStrictEqual(new Map([[path, "two\n"]]));
  });

  it.each([
    { name: "a symbolic link in git", path: "link.yaml" },
    { name: "a path below a symbolic link in git", path: "linked/a.yaml" },
    { name: "a path below a file in git", path: "notes.txt/a.yaml" },
    { name: "a path below one that is written too", path: `${output}/a.yaml` },
    { name: "a folder in git", path: "environments" },
  ])("are refused at $name, and nothing changes", async ({ path }) => {
    const folder = makeRepository(null);
    writeFiles(folder, start);
    symlinkSync("notes.txt", join(folder, "link.yaml"));
    symlinkSync("environments", join(folder, "linked"));
    git(folder, ["add", "--all"]);
    git(folder, ["commit", "--quiet", "--message=Start"]);
    const head = git(folder, ["rev-parse", "HEAD"]);
    await expect(commit(folder, { ...switched, [path]: "x\n" })).rejects.toMatchObject({
      code: "target-not-writable",
      retry: "never",
    });
    expect(git(folder, ["rev-parse", "HEAD"])).toBe(head);
    expect(status(folder)).toBe("");
    expect(lstatSync(join(folder, "link.yaml")).isSymbolicLink()).toBe(true);
  });

  it("are never written through a symbolic link in the work tree", async () => {
    const folder = makeRepository({ ...start, "rendered/a.yaml": "one\n" });
    const outside = makeFolder();
    writeFiles(outside, { "a.yaml": "one\n", "b.yaml": "one\n" });
    rmSync(join(folder, "rendered"), { recursive: true });
    symlinkSync(outside, join(folder, "rendered"));
    rmSync(join(folder, output));
    symlinkSync(join(outside, "b.yaml"), join(folder, output));
    await commit(folder, { ...switched, "rendered/a.yaml": "two\n", "rendered/new.yaml": "new\n" });
    expect(readFileSync(join(outside, "a.yaml"), "utf8")).toBe("one\n");
    expect(readFileSync(join(outside, "b.yaml"), "utf8")).toBe("one\n");
    expect(existsSync(join(outside, "new.yaml"))).toBe(false);
  });

  it("are left where a folder took their place", async () => {
    const folder = makeRepository(start);
    rmSync(join(folder, output));
    mkdirSync(join(folder, output));
    await commit(folder);
    expect(statSync(join(folder, output)).isDirectory()).toBe(true);
    expect(git(folder, ["show", `HEAD:${output}`])).toBe("model: balanced\n");
  });

  it("that cannot be written are named after the commit, and brought later", async () => {
    const folder = makeRepository(start);
    writeFiles(folder, { rendered: "in the way\n" });
    const parent = git(folder, ["rev-parse", "HEAD"]).trim();
    await expect(commit(folder, { ...switched, "rendered/a.yaml": "a: 1\n" })).rejects.toMatchObject({
      code: "target-not-writable",
      message: expect.stringMatching(/^Commit `\w+` is made, but .*`rendered\/a\.yaml`/),
    });
    rmSync(join(folder, "rendered"));
    const store = await openStore(folder, variables);
    await store.settle(parent, [environment, output, "rendered/a.yaml"]);
    expect(status(folder)).toBe("");
  });

  it("that are not UTF-8 are refused, because a text cannot hold them", async () => {
    const folder = makeRepository(start);
    writeFileSync(join(folder, environment), Buffer.from("# gr\xF6\xDFer\nactive: premium\n", "latin1"));
    git(folder, ["commit", "--quiet", "--all", "--message=Latin"]);
    await expect(commit(folder)).rejects.toMatchObject({ code: "target-not-writable" });
    expect(status(folder)).toBe("");
  });

  it("in conflict are left to the merge", async () => {
    const folder = makeRepository(start);
    git(folder, ["checkout", "--quiet", "-b", "side"]);
    writeFiles(folder, { [environment]: "active: specialized\n" });
    git(folder, ["commit", "--quiet", "--all", "--message=Side"]);
    git(folder, ["checkout", "--quiet", "main"]);
    writeFiles(folder, { [environment]: "active: ultra_fast\n" });
    git(folder, ["commit", "--quiet", "--all", "--message=Main"]);
    expect(() => git(folder, ["merge", "side"])).toThrow(/merge/i);
    const conflict = readFileSync(join(folder, environment), "utf8");
    await commit(folder);
    expect(readFileSync(join(folder, environment), "utf8")).toBe(conflict);
    expect(status(folder)).toBe(`UU ${environment}\n`);
  });
});

describe("who commits", () => {
  const nobody = { ...variables, GIT_AUTHOR_NAME: undefined, GIT_AUTHOR_EMAIL: undefined };
  const nobodyAtAll = { ...nobody, GIT_COMMITTER_NAME: undefined, GIT_COMMITTER_EMAIL: undefined };
  it("is whom the variables name", async () => {
    const folder = makeRepository(start);
    await commit(folder, switched, { ...variables, GIT_AUTHOR_NAME: "Bob" });
    expect(people(folder)).toBe("Bob <ada@example.com>, Ada <ada@example.com>");
  });

  it("can be asked for", async () => {
    const folder = makeRepository(start);
    git(folder, ["config", "user.useConfigOnly", "true"]);
    expect(await readActor(folder, variables)).toStrictEqual({ name: "Ada", email: "ada@example.com" });
    expect(await readActor(folder, nobody)).toStrictEqual({
      name: "litellm-profiles",
      email: "litellm-profiles@localhost",
    });
  });

  it("is whom the configuration names", async () => {
    const folder = makeRepository(start);
    git(folder, ["config", "user.name", "Carol"]);
    git(folder, ["config", "user.email", "carol@example.com"]);
    await commit(folder, switched, nobodyAtAll);
    expect(people(folder)).toBe("Carol <carol@example.com>, Carol <carol@example.com>");
  });

  it("is the tool where git knows nobody", async () => {
    const folder = makeRepository(start);
    git(folder, ["config", "user.useConfigOnly", "true"]);
    await commit(folder, switched, nobodyAtAll);
    const tool = "litellm-profiles <litellm-profiles@localhost>";
    expect(people(folder)).toBe(`${tool}, ${tool}`);
  });

  it("is the tool as author alone where git knows the committer", async () => {
    const folder = makeRepository(start);
    git(folder, ["config", "user.useConfigOnly", "true"]);
    await commit(folder, switched, nobody);
    expect(people(folder)).toBe("litellm-profiles <litellm-profiles@localhost>, Ada <ada@example.com>");
  });
});

describe("signing", () => {
  it("follows commit.gpgsign", async () => {
    const folder = signWith('cat > /dev/null; echo "[GNUPG:] SIG_CREATED x" >&2; echo signed by test');
    await commit(folder);
    expect(git(folder, ["cat-file", "commit", "HEAD"])).toContain("gpgsig signed by test");
  });

  it("that fails refuses the commit, and nothing changes", async () => {
    const folder = signWith("exit 2");
    const head = git(folder, ["rev-parse", "HEAD"]);
    await expect(commit(folder)).rejects.toMatchObject({ code: "git-refused" });
    expect(git(folder, ["rev-parse", "HEAD"])).toBe(head);
    expect(status(folder)).toBe("");
  });
});

describe("hooks of the client", () => {
  it("are not run", async () => {
    const folder = makeRepository(start);
    const ran = join(makeFolder(), "ran");
    for (const hook of ["pre-commit", "commit-msg", "post-commit", "reference-transaction", "post-index-change"]) {
      const file = join(folder, ".git/hooks", hook);
      writeFileSync(file, `#!/bin/sh\necho ${hook} >> '${ran}'\nexit 1\n`, { mode: 0o755 });
    }
    await commit(folder);
    expect(existsSync(ran)).toBe(false);
  });
});

describe("branches", () => {
  it.each(["a;touch${IFS}x", "(detached)", "$(x)`y`", "HEAD", "-d", "größe", "a'b\"c"])(
    "may be called %j",
    async (name) => {
      const folder = makeRepository(start);
      const ref = `refs/heads/${name}`;
      // Not every one of these is a name that `git branch` would make.
      git(folder, ["update-ref", ref, "HEAD"]);
      git(folder, ["symbolic-ref", "HEAD", ref]);
      const made = await commit(folder);
      const store = await openStore(folder, variables);
      expect(await store.head()).toStrictEqual({ commit: made, branch: ref });
      expect(git(folder, ["for-each-ref", "--format=%(objectname)", ref]).trim()).toBe(made);
      expect(git(folder, ["rev-parse", "refs/heads/main"]).trim()).not.toBe(made);
    },
  );

  it("record the move in their reflog", async () => {
    const folder = makeRepository(start);
    await commit(folder);
    expect(git(folder, ["reflog", "show", "--format=%gs", "-1", "main"])).toBe("litellm-profiles: Switch\n");
  });

  it("that are locked refuse the commit", async () => {
    const folder = makeRepository(start);
    writeFileSync(join(folder, ".git/refs/heads/main.lock"), "");
    await expect(commit(folder)).rejects.toMatchObject({
      code: "git-refused",
      retry: "later",
      message: expect.stringContaining("main.lock"),
    });
    rmSync(join(folder, ".git/refs/heads/main.lock"));
    expect(status(folder)).toBe("");
    await commit(folder);
    expect(status(folder)).toBe("");
  });
});
