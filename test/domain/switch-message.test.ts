import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SwitchTrailers } from "../../src/domain/revision.ts";
import { parseSwitchMessage, printSwitchMessage } from "../../src/domain/switch-message.ts";

const plain: SwitchTrailers = {
  "Profile-Environment": "default",
  "Profile-From": "premium",
  "Profile-To": "balanced",
  "Profile-By": "Ada <ada@example.com>",
};
const reasoned: SwitchTrailers = {
  "Profile-Environment": "staging",
  "Profile-From": "balanced",
  "Profile-To": "ultra_fast",
  "Profile-Reason": "cheaper at night: 50 %",
  "Profile-By": "Bob <bob@example.com>",
};

describe("printing", () => {
  it("gives a subject and trailers", () => {
    expect(printSwitchMessage(reasoned)).toBe(`Switch staging from balanced to ultra_fast

Profile-Environment: staging
Profile-From: balanced
Profile-To: ultra_fast
Profile-Reason: cheaper at night: 50 %
Profile-By: Bob <bob@example.com>
`);
  });

  it("names the overrides that change", () => {
    expect(printSwitchMessage({ ...plain, "Profile-Overrides": "synthesis=ultra_fast" })).toContain(
      "Profile-To: balanced\nProfile-Overrides: synthesis=ultra_fast\nProfile-By: Ada",
    );
  });

  it("takes another heading, and leaves out a reason that says nothing", () => {
    const message = printSwitchMessage(
      { ...plain, "Profile-Reason": " \n\t" },
      "Roll back the switch\n\nThis reverts commit abc.",
    );
    expect(message).toBe(`Roll back the switch

This reverts commit abc.

Profile-Environment: default
Profile-From: premium
Profile-To: balanced
Profile-By: Ada <ada@example.com>
`);
  });

  it.each(["\n", "\r\n", "\r", "\u2028", "\u0085", "\u000B", "\n\n"])(
    "lets no reason forge a trailer by %j",
    (lineBreak) => {
      const reason = `because${lineBreak}Profile-To: evil${lineBreak}Profile-Environment: evil`;
      const parsed = parseSwitchMessage(printSwitchMessage({ ...plain, "Profile-Reason": reason }));
      expect(parsed).toStrictEqual([
        { ...plain, "Profile-Reason": "because Profile-To: evil Profile-Environment: evil" },
      ]);
    },
  );

  it("lets no name forge a trailer", () => {
    const by = "Eve\nProfile-Reason: none\u0000";
    expect(parseSwitchMessage(printSwitchMessage({ ...plain, "Profile-By": by }))).toStrictEqual([
      { ...plain, "Profile-By": "Eve Profile-Reason: none" },
    ]);
  });
});

describe("parsing", () => {
  it("reads back what was printed", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,20}$/);
    const line = fc
      .string({ unit: "binary", minLength: 1 })
      .map((text) => text.replaceAll(/[\s\p{Cc}]+/gu, " ").trim())
      .filter((text) => text !== "");
    const trailers = fc.record(
      {
        "Profile-Environment": name,
        "Profile-From": name,
        "Profile-To": name,
        "Profile-Reason": line,
        "Profile-By": line,
      },
      { requiredKeys: ["Profile-Environment", "Profile-From", "Profile-To", "Profile-By"] },
    );
    fc.assert(
      fc.property(trailers, (one) => {
        expect(parseSwitchMessage(printSwitchMessage(one))).toStrictEqual([{ ...one }]);
      }),
    );
  });

  it("finds several switches in a squash, trailers in the middle, other trailers beside them", () => {
    const squash = `Switch two environments (#7)

* ${printSwitchMessage(plain)}Signed-off-by: Ada <ada@example.com>

* ${printSwitchMessage(reasoned)}
---------

Co-authored-by: Bob <bob@example.com>
`;
    expect(parseSwitchMessage(squash)).toStrictEqual([plain, reasoned]);
  });

  it("finds them indented, as `git merge --squash` writes them, and with CRLF", () => {
    const indented = printSwitchMessage(plain).replaceAll(/^/gm, "    ").replaceAll("\n", "\r\n");
    expect(parseSwitchMessage(`Squashed commit of the following:\r\n\r\n${indented}`)).toStrictEqual([plain]);
  });

  it("takes the first of a repeated key", () => {
    expect(parseSwitchMessage(`${printSwitchMessage(plain)}Profile-To: evil\n`)).toStrictEqual([plain]);
  });

  it.each(["", "Fix a typo\n", "Profile-To: x\n", "Profile-Environment: default\nProfile-To: x\n", "profile-to: x"])(
    "finds none in %j",
    (message) => {
      expect(parseSwitchMessage(message)).toStrictEqual([]);
    },
  );
});
