import { describe, expect, test } from "vitest";
import { rememberProgress } from "../../src/cli/interrupt.ts";
import { failureJson, failureText } from "../../src/cli/print-failure.ts";
import { progressLine } from "../../src/cli/progress-line.ts";
import { useColour } from "../../src/cli/use-colour.ts";
import { Failure, SourcesInvalid } from "../../src/domain/failure.ts";
import type { ProgressEvent } from "../../src/domain/progress.ts";
import type { Proof } from "../../src/domain/proof.ts";

const place = { file: "profiles/a.yaml", line: 2, column: 3, endLine: 2, endColumn: 4 };
const finding = (message: string, hint?: string) => ({
  code: "c",
  severity: "error" as const,
  message,
  ...place,
  ...(hint !== undefined && { hint }),
});

describe("why something could not be done", () => {
  test("is a code, a sentence and a hint", () => {
    const failure = new Failure("busy", "Environment `default` is busy", "Try again");
    expect(failureText(failure, false)).toBe("Error busy: Environment `default` is busy\n  Try again\n");
    expect(failureText(failure, true)).toContain("\u001B[31mError\u001B[39m busy");
    expect(JSON.parse(failureJson(failure))).toEqual({
      version: 1,
      failure: { code: "busy", message: "Environment `default` is busy", hint: "Try again", retry: "now" },
    });
  });

  test("lists every error in the sources", () => {
    const failure = new SourcesInvalid([
      finding("One is wrong", "Correct one"),
      { ...finding("A remark"), severity: "warning" },
      finding("Two is wrong"),
    ]);
    expect(failureText(failure, false)).toBe(`Error sources-invalid: profiles/a.yaml:2:3: One is wrong (and 1 more)
  profiles/a.yaml:2:3: Two is wrong
  Correct one
`);
    expect(JSON.parse(failureJson(failure)).failure.findings).toHaveLength(3);
    expect(new SourcesInvalid([finding("One is wrong")]).hint).toBe("Correct it, then run `litellm-profiles validate`");
  });

  test("is one line for a defect, and asks for a report", () => {
    expect(failureText(new TypeError("x is not a function\nat all"), false)).toMatch(
      /^This is a defect of litellm-profiles, please report it: TypeError: x is not a function at [^\n]+\n$/,
    );
    expect(failureText("text", false)).toBe("This is a defect of litellm-profiles, please report it: text \n");
    const silent = new Error("without a stack");
    delete silent.stack;
    expect(failureText(silent, false)).toContain("Error: without a stack");
  });
});

describe("colours", () => {
  test.for([
    { terminal: true, variables: {}, colour: true },
    { terminal: true, variables: { TERM: "dumb" }, colour: false },
    { terminal: false, variables: {}, colour: false },
    { terminal: undefined, variables: {}, colour: false },
    { terminal: true, variables: { NO_COLOR: "1" }, colour: false },
    { terminal: true, variables: { NO_COLOR: "" }, colour: true },
    { terminal: false, variables: { FORCE_COLOR: "1", NO_COLOR: "1" }, colour: true },
    { terminal: true, variables: { FORCE_COLOR: "0" }, colour: false },
    { terminal: true, variables: { FORCE_COLOR: "false" }, colour: false },
  ])("$terminal $variables → $colour", ({ terminal, variables, colour }) => {
    expect(useColour(terminal, variables)).toBe(colour);
  });
});

const proven: Proof = { outcome: "proven", strength: "content", workers: 1, milliseconds: 1, except: [], caveats: [] };
const committed: ProgressEvent = { step: "committed", commit: "1a2b3c4d5e6f7890" };

describe("progress", () => {
  test.for<[ProgressEvent, string | undefined]>([
    [{ step: "preflight", proxies: 1 }, "Asking the proxy"],
    [{ step: "preflight", proxies: 3 }, "Asking 3 proxies"],
    [{ step: "probing", groups: 0 }, "No group can be called beforehand"],
    [{ step: "probing", groups: 1 }, "Calling the group once"],
    [{ step: "probing", groups: 5 }, "Calling 5 groups once"],
    [committed, "Committed 1a2b3c4d5e6f"],
    [{ step: "delivered", path: "/p" }, "Delivered to /p"],
    [{ step: "proving", seconds: 5 }, "Waiting up to 5 s for every worker"],
    [{ step: "going back", reason: "Not proven" }, "Not proven: going back"],
    [{ step: "pushing", remote: "origin" }, "Pushing to `origin`"],
    [{ step: "proposing", branch: "b" }, "Bringing the change to branch `b`"],
    [{ step: "proposed", number: 3 }, undefined],
    [{ step: "recovered", what: "`a`" }, "Finished what an interrupted switch left behind: `a`"],
    [{ step: "proof", proof: proven }, undefined],
  ])("%o", ([event, line]) => {
    expect(progressLine(event)).toBe(line);
  });

  test("tells whoever stops a command what is left of a pull request", () => {
    const interruption = rememberProgress();
    interruption.progress({ step: "proposing", branch: "litellm-profiles/default" });
    expect(interruption.describe()).toBe(
      "Stopped; branch `litellm-profiles/default` is perhaps pushed, and its pull request not up to date: the same command finishes it",
    );
    interruption.progress({ step: "proposed", number: 3 });
    expect(interruption.describe()).toBe("Stopped; nothing was committed");
  });

  test("tells whoever stops a command what is left behind", () => {
    const interruption = rememberProgress();
    interruption.progress({ step: "preflight", proxies: 1 });
    expect(interruption.describe()).toBe("Stopped; nothing was committed");
    interruption.progress(committed);
    expect(interruption.describe()).toBe(
      "Stopped; commit 1a2b3c4d5e6f is made and not proven: `litellm-profiles deliver` finishes it, `litellm-profiles rollback` undoes it",
    );
    interruption.progress({ step: "proof", proof: { outcome: "not configured" } });
    expect(interruption.describe()).toContain("not proven");
    interruption.progress({ step: "proof", proof: proven });
    expect(interruption.describe()).toBe("Stopped; commit 1a2b3c4d5e6f is live and proven");
    interruption.progress({ step: "pushing", remote: "origin" });
    expect(interruption.describe()).toBe(
      "Stopped; commit 1a2b3c4d5e6f is perhaps not pushed to `origin`: `litellm-profiles deliver` pushes it",
    );
  });
});
