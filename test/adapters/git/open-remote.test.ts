import { once } from "node:events";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openRemote } from "../../../src/adapters/git/open-remote.ts";
import type { Remote } from "../../../src/ports/remote.ts";
import type { Head } from "../../../src/ports/store.ts";
import { describeRemote, type Clone } from "../../contracts/remote-contract.ts";
import { git, makeFolder, makeRepository, openGitStore, variables } from "./git-repository.ts";
import { wrapGit } from "./git-wrapper.ts";

const branch = "refs/heads/main";

/** A bare repository with one commit on `main`. */
function makeBare(init: readonly string[] = []): string {
  const bare = makeRepository(null, ["--bare", ...init]);
  const folder = makeRepository({ "file.txt": "first\n" }, init);
  git(folder, ["push", "--quiet", bare, "main"]);
  return bare;
}

function cloneOf(bare: string): string {
  const folder = join(makeFolder(), "clone");
  git(makeFolder(), ["clone", "--quiet", bare, folder]);
  return folder;
}

async function openClone(folder: string, own: Record<string, string | undefined> = variables): Promise<Clone> {
  const { store, detach, writeRawNote, readWorkFile, writeWorkFile } = await openGitStore(folder);
  const clone = { store, detach, writeRawNote, readWorkFile, writeWorkFile };
  return { ...clone, remote: openRemote({ name: "origin", root: folder, variables: own }) };
}

/** `$command` has run, and its exit code is `$code`. */
function losesReplies(): { variables: Record<string, string | undefined>; loseNext: () => void } {
  const flag = join(makeFolder(), "lose");
  const wrapper = wrapGit({ after: `[ "$command" = push ] && rm '${flag}' 2>/dev/null && code=128` });
  return { variables: wrapper.variables, loseNext: () => writeFileSync(flag, "") };
}

function writeHook(bare: string, script: string): void {
  writeFileSync(join(bare, "hooks/pre-receive"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

describeRemote("git", async () => {
  const bare = makeBare();
  const losing = losesReplies();
  const folders = [cloneOf(bare), cloneOf(bare)] as const;
  return {
    ada: await openClone(folders[0], losing.variables),
    bob: await openClone(folders[1]),
    rewrite: async (commit) => {
      for (const folder of folders) git(bare, ["fetch", "--quiet", folder, "main"]);
      git(bare, commit === null ? ["update-ref", "-d", branch] : ["update-ref", branch, commit]);
    },
    remoteTip: async () => git(bare, ["rev-parse", branch]).trim(),
    remoteNote: async (commit) => {
      const listed = git(bare, ["for-each-ref", "refs/notes/litellm-profiles"]);
      return listed === "" ? null : git(bare, ["notes", "--ref=litellm-profiles", "show", commit]);
    },
    refuse: async (words) => writeHook(bare, `echo '${words}'; exit 1`),
    goAway: async () => renameSync(bare, `${bare}-away`),
    loseNextReply: async () => losing.loseNext(),
  };
});

/** A clone whose remote `origin` has another address. */
function withUrl(url: string): string {
  const folder = makeRepository({ "file.txt": "first\n" });
  git(folder, ["remote", "add", "origin", url]);
  return folder;
}

function headOf(folder: string): Head {
  return { commit: git(folder, ["rev-parse", "HEAD"]).trim(), branch };
}

async function pushFrom(folder: string, remote: Remote): Promise<void> {
  await remote.push(headOf(folder));
}

async function failureOf(work: Promise<unknown>): Promise<Error> {
  const error: unknown = await work.catch((caught: unknown) => caught);
  if (error instanceof Error) return error;
  throw new Error("It did not fail");
}

describe("the name of a remote", () => {
  it.each([
    "upstream",
    "",
    "-f",
    "--upload-pack=touch x",
    ".",
    "..",
    "/tmp",
    "https://example.com/x.git",
    "ext::sh",
    "a\nb",
  ])("has to be configured: %j", async (name) => {
    const bare = makeBare();
    const folder = cloneOf(bare);
    const remote = openRemote({ name, root: folder, variables });
    const head = headOf(folder);
    for (const work of [() => remote.push(head), () => remote.check(head), () => remote.shareNotes()]) {
      await expect(work()).rejects.toMatchObject({
        code: "unknown-remote",
        retry: "never",
        hint: "The remotes are `origin`",
      });
    }
  });

  it("is hinted at, and where there is none, how to add one", async () => {
    const folder = cloneOf(makeBare());
    await expect(pushFrom(folder, openRemote({ name: "orgin", root: folder, variables }))).rejects.toMatchObject({
      message: "The repository has no remote `orgin`",
      hint: "Did you mean `origin`?",
    });
    git(folder, ["remote", "remove", "origin"]);
    await expect(pushFrom(folder, openRemote({ name: "origin", root: folder, variables }))).rejects.toMatchObject({
      hint: "Add it: `git remote add NAME URL`",
    });
  });
});

describe("the branch at the remote", () => {
  it("is made where there is none", async () => {
    const bare = makeRepository(null, ["--bare"]);
    const folder = withUrl(bare);
    const remote = openRemote({ name: "origin", root: folder, variables });
    const commit = git(folder, ["rev-parse", "HEAD"]).trim();
    await remote.check({ commit, branch });
    await pushFrom(folder, remote);
    expect(git(bare, ["rev-parse", branch]).trim()).toBe(commit);
  });

  it("is the upstream of the one that is checked out", async () => {
    const bare = makeBare();
    const folder = cloneOf(bare);
    git(folder, ["checkout", "--quiet", "-b", "deploy", "--track", "origin/main"]);
    git(folder, ["commit", "--quiet", "--allow-empty", "--message=second"]);
    const { store, remote } = await openClone(folder);
    await remote.push(await store.head());
    expect(git(bare, ["for-each-ref", "--format=%(refname)"])).toBe(`${branch}\n`);
    expect(git(bare, ["rev-parse", branch])).toBe(git(folder, ["rev-parse", "HEAD"]));
  });

  it("has the same name where the upstream is another remote's", async () => {
    const [bare, other] = [makeBare(), makeRepository(null, ["--bare"])];
    const folder = cloneOf(bare);
    git(folder, ["remote", "add", "other", other]);
    await pushFrom(folder, openRemote({ name: "other", root: folder, variables }));
    expect(git(other, ["for-each-ref", "--format=%(refname)"])).toBe(`${branch}\n`);
  });

  it("is named in hints as a shell takes it", async () => {
    const odd = "it's;a$(branch)`";
    const folder = cloneOf(makeBare());
    git(folder, ["checkout", "--quiet", "-b", odd]);
    git(folder, ["commit", "--quiet", "--allow-empty", "--message=second"]);
    const { store, remote } = await openClone(folder);
    await remote.push(await store.head());
    git(folder, ["commit", "--quiet", "--amend", "--allow-empty", "--message=other"]);
    await expect(remote.push(await store.head())).rejects.toMatchObject({
      message: "Branch `it's;a$(branch)'` of remote `origin` holds commits that are not here",
      hint: String.raw`Bring them in: ${"`"}git pull --no-rebase origin 'it'\''s;a$(branch)${"`"}'${"`"}`,
    });
  });
});

describe("a push", () => {
  it("carries nothing but the branch, whatever is configured", async () => {
    const bare = makeBare();
    const folder = cloneOf(bare);
    git(folder, ["config", "push.followTags", "true"]);
    git(folder, ["config", "remote.origin.push", "+refs/*:refs/*"]);
    git(folder, ["commit", "--quiet", "--allow-empty", "--message=second"]);
    git(folder, ["tag", "--annotate", "v1", "--message=v1"]);
    git(folder, ["branch", "wip"]);
    await pushFrom(folder, openRemote({ name: "origin", root: folder, variables }));
    expect(git(bare, ["for-each-ref", "--format=%(refname)"])).toBe(`${branch}\n`);
  });

  it("runs no hook of the client, and those of the remote", async () => {
    const bare = makeBare();
    const folder = cloneOf(bare);
    const [client, server] = [join(makeFolder(), "ran"), join(makeFolder(), "ran")];
    writeFileSync(join(folder, ".git/hooks/pre-push"), `#!/bin/sh\n: > '${client}'; exit 1\n`, { mode: 0o755 });
    writeHook(bare, `: > '${server}'`);
    git(folder, ["commit", "--quiet", "--allow-empty", "--message=second"]);
    await pushFrom(folder, openRemote({ name: "origin", root: folder, variables }));
    expect([existsSync(client), existsSync(server)]).toStrictEqual([false, true]);
  });

  it("that arrived unheard is no failure where somebody else went on from there", async () => {
    const bare = makeBare();
    const [folder, other] = [cloneOf(bare), cloneOf(bare)];
    const flag = join(makeFolder(), "lose");
    writeFileSync(flag, "");
    const goOn = `git -C '${other}' pull --quiet && git -C '${other}' commit --quiet --allow-empty -m on && git -C '${other}' push --quiet`;
    const wrapper = wrapGit({ after: `[ "$command" = push ] && rm '${flag}' 2>/dev/null && ${goOn} && code=128` });
    git(folder, ["commit", "--quiet", "--allow-empty", "--message=second"]);
    await pushFrom(folder, openRemote({ name: "origin", root: folder, variables: wrapper.variables }));
    expect(git(bare, ["rev-parse", `${branch}^`])).toBe(git(folder, ["rev-parse", "HEAD"]));
  });

  it("unites notes as git does by cat_sort_uniq, however they are spread over folders", async () => {
    const bare = makeBare();
    const [folder, other] = [cloneOf(bare), cloneOf(bare)];
    const [ada, bob] = [await openClone(folder), await openClone(other)];
    const { commit } = await ada.store.head();
    await ada.writeRawNote(commit, "b\nö\na\n😀\na\n");
    await bob.writeRawNote(commit, "c\n\uFF5E\nb");
    const [blob] = git(other, ["notes", "--ref=litellm-profiles", "list"]).split(" ");
    const path = `${commit.slice(0, 2)}/${commit.slice(2, 4)}/${commit.slice(4)}`;
    const index = { env: { GIT_INDEX_FILE: join(makeFolder(), "index") } };
    git(other, ["update-index", "--add", "--cacheinfo", `100644,${blob},${path}`], index);
    const spread = git(other, ["commit-tree", git(other, ["write-tree"], index).trim(), "-m", "Spread"]).trim();
    git(other, ["update-ref", "refs/notes/litellm-profiles", spread]);
    await bob.remote.shareNotes();

    git(folder, ["fetch", "--quiet", "origin", "refs/notes/litellm-profiles:refs/notes/theirs"]);
    git(folder, ["update-ref", "refs/notes/ours", "refs/notes/litellm-profiles"]);
    git(folder, ["notes", "--ref=ours", "merge", "--quiet", "--strategy=cat_sort_uniq", "theirs"]);
    await ada.remote.shareNotes();
    expect(git(bare, ["notes", "--ref=litellm-profiles", "show", commit])).toBe(
      git(folder, ["notes", "--ref=ours", "show", commit]),
    );
  });

  it("knows SHA-256 ids, those of notes too", async () => {
    const bare = makeBare(["--object-format=sha256"]);
    const [ada, bob] = [await openClone(cloneOf(bare)), await openClone(cloneOf(bare))];
    const { commit } = await ada.store.head();
    await ada.writeRawNote(commit, "ada\n");
    await bob.writeRawNote(commit, "bob\n");
    await ada.remote.shareNotes();
    await bob.remote.shareNotes();
    expect(git(bare, ["notes", "--ref=litellm-profiles", "show", commit])).toBe("ada\nbob\n");
  });

  it("leaves the repository as it was: no tracking branch of the notes, no FETCH_HEAD, no tags", async () => {
    const bare = makeBare();
    const [ada, bob] = [await openClone(cloneOf(bare)), cloneOf(bare)];
    const { commit } = await ada.store.head();
    await ada.writeRawNote(commit, "ada\n");
    await ada.remote.shareNotes();
    git(bare, ["tag", "v1", branch]);
    const refs = git(bob, ["for-each-ref", "--format=%(refname)"]);
    await openRemote({ name: "origin", root: bob, variables }).shareNotes();
    expect(git(bob, ["for-each-ref", "--format=%(refname)"])).toBe(
      refs.replace("refs/remotes/origin/HEAD", "refs/notes/litellm-profiles\nrefs/remotes/origin/HEAD"),
    );
    expect(existsSync(join(bob, ".git/FETCH_HEAD"))).toBe(false);
  });
});

interface Listener {
  readonly port: number;
  /** Whoever connected first has gone. */
  readonly left: Promise<unknown>;
}

/** Listens on a free port, and answers every request alike; null: never. */
async function listen(answer: string | null): Promise<Listener> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", () => answer !== null && socket.end(answer));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port");
  const left = once(server, "connection").then(async ([socket]: Socket[]) => socket && once(socket, "close"));
  return { port: address.port, left };
}

describe("a remote that cannot be reached", () => {
  it.each(["http", "git"])("is given up in time, and every program with it that git started, by %s", async (scheme) => {
    const { port, left } = await listen(null);
    const folder = withUrl(`${scheme}://127.0.0.1:${port}/x.git`);
    const remote = openRemote({ name: "origin", root: folder, variables, checkMilliseconds: 1000 });
    await expect(remote.check(headOf(folder))).rejects.toMatchObject({
      code: "remote-unreachable",
      message: "Remote `origin` cannot be reached: no answer within 1 s",
    });
    await left;
  });

  it("is explained in the words of the user's own ssh", async () => {
    const ssh = `echo 'git@example.com: Permission denied (publickey).' >&2; exit 255 #`;
    const own = { ...variables, GIT_SSH_VARIANT: "simple", GIT_SSH_COMMAND: ssh };
    const folder = withUrl("git@example.com:x.git");
    await expect(
      openRemote({ name: "origin", root: folder, variables: own }).check(headOf(folder)),
    ).rejects.toMatchObject({
      message:
        "Remote `origin` cannot be reached: git@example.com: Permission denied (publickey); Could not read from remote repository",
    });
  });
});

describe("credentials", () => {
  it.each([
    "http://ada:s3cret@127.0.0.1:1/x.git",
    "http://s3cret@127.0.0.1:1/x.git",
    "http://ada:s3cret%40more@127.0.0.1:1/x.git",
    "http://ada:s3cret/more@127.0.0.1:1/x.git",
    "http://127.0.0.1:1/x.git?token=s3cret",
    "nonsense://ada:s3cret@host/x.git",
  ])("in an address are in no message: %s", async (url) => {
    const folder = withUrl(url);
    const remote = openRemote({ name: "origin", root: folder, variables });
    const failure = await failureOf(remote.check(headOf(folder)));
    expect(failure).toMatchObject({ code: "remote-unreachable" });
    expect(JSON.stringify([failure.message, String(failure.cause), failure])).not.toContain("s3cret");
  });

  it("are never asked for", async () => {
    const { port } = await listen(
      'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    );
    const folder = withUrl(`http://127.0.0.1:${port}/x.git`);
    const remote = openRemote({ name: "origin", root: folder, variables });
    await expect(remote.check(headOf(folder))).rejects.toMatchObject({
      code: "remote-unreachable",
      message: expect.stringMatching(/terminal prompts disabled$/),
      hint: "Try `git ls-remote origin`, which has to work without asking for anything",
    });
  });

  it("come from the user's own program for them", async () => {
    const asked = join(makeFolder(), "asked");
    const program = join(makeFolder(), "askpass");
    writeFileSync(program, `#!/bin/sh\necho "$1" >> '${asked}'\necho s3cret\n`, { mode: 0o755 });
    const { port } = await listen(
      'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    );
    const folder = withUrl(`http://127.0.0.1:${port}/x.git`);
    const remote = openRemote({ name: "origin", root: folder, variables: { ...variables, GIT_ASKPASS: program } });
    const failure = await failureOf(remote.check(headOf(folder)));
    expect(failure.message).toMatch(/Authentication failed/);
    expect(failure.message).not.toContain("s3cret");
    expect(readFileSync(asked, "utf8")).toContain("Password");
  });

  it("that a remote repeats are masked, and what steers a terminal is taken out", async () => {
    const bare = makeBare();
    const folder = cloneOf(bare);
    writeHook(bare, String.raw`printf 'see https://ada:s3cret@host/x \033[31m\`now\`\n\nmore\n'; exit 1`);
    git(folder, ["commit", "--quiet", "--allow-empty", "--message=second"]);
    const failure = await failureOf(pushFrom(folder, openRemote({ name: "origin", root: folder, variables })));
    expect(failure.message).toContain("pre-receive hook declined (see https://***@host/x ");
    // oxlint-disable-next-line no-control-regex
    expect(failure.message).not.toMatch(/s3cret|\u001B|\n/);
  });
});
