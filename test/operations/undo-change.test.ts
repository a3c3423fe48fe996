import { describe, expect, it } from "vitest";
import { Failure } from "../../src/domain/failure.ts";
import { undoChange } from "../../src/operations/undo-change.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";
const file = "environments/default.yaml";
const profile = "profiles/premium.yaml";
const change = { path: file, before: "active: premium # a\n", after: "active: balanced # a\n" };

function refusal(...args: Parameters<typeof undoChange>): Failure {
  try {
    undoChange(...args);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("It was not refused");
}

describe("undoing a commit", () => {
  it("restores the bytes of every file that still has the commit's", () => {
    const changes = [
      change,
      { path: profile, before: "description: a\r\n", after: "description: b\r\n" },
      { path: "profiles/new.yaml", before: null, after: "description: new\n" },
      { path: "profiles/old.yaml", before: "description: old\n", after: null },
    ];
    const head = new Map([
      [file, change.after],
      [profile, "description: b\r\n"],
      ["profiles/new.yaml", "description: new\n"],
    ]);
    expect(Object.fromEntries(undoChange(commit, changes, head))).toStrictEqual({
      [file]: change.before,
      [profile]: "description: a\r\n",
      "profiles/new.yaml": null,
      "profiles/old.yaml": "description: old\n",
    });
  });

  it("changes the active line alone of an environment that was edited since", () => {
    const head = new Map([[file, "active: 'balanced' # a\npush: origin\n"]]);
    expect(undoChange(commit, [change], head)).toStrictEqual(
      new Map([[file, "active: 'premium' # a\npush: origin\n"]]),
    );
  });

  it("moves the overrides alone of an environment that was edited since", () => {
    const before = "active: premium\noverrides: {read: cheap}\n";
    const undone = { path: file, before, after: "active: premium\noverrides: {read: fast, sort: fast}\n" };
    const head = new Map([[file, "active: balanced # since\noverrides: {read: 'fast', sort: fast, write: fast}\n"]]);
    expect(undoChange(commit, [undone], head)).toStrictEqual(
      new Map([[file, "active: balanced # since\noverrides: {read: 'cheap', write: fast}\n"]]),
    );
  });

  it("merges the lines of a file that was edited elsewhere since", () => {
    const before = "tasks:\n  a: [{model: x/1}]\n  b: [{model: x/2}]\n  c: [{model: x/3}]\n";
    const after = before.replace("x/1", "y/1");
    const head = new Map([[profile, after.replace("x/3", "z/3")]]);
    expect(undoChange(commit, [{ path: profile, before, after }], head)).toStrictEqual(
      new Map([[profile, before.replace("x/3", "z/3")]]),
    );
  });

  it("takes all lines of an environment back that can be merged", () => {
    const before = "active: premium\n# why\npush: origin\n# where\n";
    const after = "active: balanced\n# why\npush: other\n# where\n";
    const head = new Map([[file, `${after}proxies: []\n`]]);
    expect(undoChange(commit, [{ path: file, before, after }], head)).toStrictEqual(
      new Map([[file, `${before}proxies: []\n`]]),
    );
  });

  it("leaves out what is undone already", () => {
    const changes = [change, { path: profile, before: "a\n", after: "b\n" }];
    const head = new Map([
      [file, change.after],
      [profile, "a\n"],
    ]);
    expect(undoChange(commit, changes, head)).toStrictEqual(new Map([[file, change.before]]));
  });

  it("undoes an undoing", () => {
    const undo = { path: file, before: change.after, after: change.before };
    expect(undoChange(commit, [undo], new Map([[file, change.before]]))).toStrictEqual(new Map([[file, change.after]]));
  });

  it("is refused where everything is undone already, or nothing changed", () => {
    const head = new Map([[file, change.before]]);
    expect(refusal(commit, [change], head)).toMatchObject({ code: "nothing-to-roll-back" });
    expect(refusal(commit, [], head)).toMatchObject({ code: "nothing-to-roll-back" });
  });

  it.each([
    { name: "an environment switched again", now: "active: ultra_fast # a\n" },
    { name: "an environment that is broken now", now: "active: [\n" },
  ])("is refused for $name", ({ now }) => {
    expect(refusal(commit, [change], new Map([[file, now]]))).toMatchObject({
      code: "rollback-conflict",
      message: `Commit \`0123456789ab\` cannot be undone: later commits changed \`${file}\` again`,
    });
  });

  it.each([
    { name: "a deleted environment", changes: [change], now: undefined },
    { name: "a new environment edited since", changes: [{ ...change, before: null }], now: `${change.after}push: a\n` },
    { name: "a restored environment", changes: [{ ...change, after: null }], now: `${change.after}push: a\n` },
    {
      name: "an edit that left the profile as it was",
      changes: [{ ...change, after: "active: premium\n" }],
      now: "active: premium\npush: a\n",
    },
  ])("is refused for $name", ({ changes, now }) => {
    const head = new Map(now === undefined ? [] : [[file, now] as const]);
    expect(refusal(commit, changes, head)).toMatchObject({ code: "rollback-conflict" });
  });

  it("names every file that stands in the way", () => {
    const changes = [
      change,
      ...["a", "b"].map((name) => ({ path: `profiles/${name}.yaml`, before: "1\n", after: "2\n" })),
    ];
    const head = new Map([
      [file, change.after],
      ["profiles/a.yaml", "3\n"],
      ["profiles/b.yaml", "4\n"],
    ]);
    expect(refusal(commit, changes, head).message).toContain("`profiles/a.yaml`, `profiles/b.yaml`");
  });
});
