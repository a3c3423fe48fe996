import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMarker, printMarker, type ReviewedPlan } from "../../src/domain/reviewed-plan.ts";

const plan: ReviewedPlan = {
  environment: "production",
  fingerprint: { base_commit: "ab".repeat(20), input_sha256: "12".repeat(32), output_sha256: "34".repeat(32) },
};
const printed = `<!-- litellm-profiles: {"v":1,"environment":"production","fingerprint":{"base_commit":"${"ab".repeat(20)}","input_sha256":"${"12".repeat(32)}","output_sha256":"${"34".repeat(32)}"}} -->`;

describe("the marker of a pull request", () => {
  it("is one line that Markdown does not show", () => {
    expect(printMarker(plan)).toBe(printed);
  });

  it("is found anywhere, the first of several, with any line ends", () => {
    expect(parseMarker(`Hello\r\n\r\n${printed}\r\n${printed.replaceAll("production", "other")}\r\n`)).toStrictEqual(
      plan,
    );
  });

  it("ends nothing early where an environment is called like its ends", () => {
    expect(printMarker({ ...plan, environment: "--><b>" })).toBe(
      printed.replace("production", String.raw`--\u003e\u003cb\u003e`),
    );
  });

  it("is read back, whatever the environment is called", () => {
    const environments = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("-->", "--!> <!--", "\n-->\n"));
    fc.assert(
      fc.property(environments, (environment) => {
        const text = printMarker({ ...plan, environment });
        expect(text.match(/[<>\n]/g)).toEqual(["<", ">"]);
        expect(parseMarker(text)).toStrictEqual({ ...plan, environment });
      }),
    );
  });

  it.each([
    "",
    "text",
    "<!-- litellm-profiles: {} -->",
    "<!-- litellm-profiles: {no JSON} -->",
    printed.replace('"v":1', '"v":2'),
    printed.replace('"production"', "1"),
    printed.replace(/"fingerprint":.*\}\}/, '"fingerprint":null}'),
    printed.replace(/"base_commit":"[^"]*"/, '"base_commit":1'),
    printed.replace(/"input_sha256":"[^"]*"/, '"input_sha256":null'),
    printed.replace(/,"output_sha256":"[^"]*"/, ""),
  ])("is none in %j", (text) => {
    expect(parseMarker(text)).toBeUndefined();
  });

  it("may have no base", () => {
    const outside = { ...plan, fingerprint: { ...plan.fingerprint, base_commit: null } };
    expect(parseMarker(printMarker(outside))).toStrictEqual(outside);
  });
});
