import { describe, expect, it } from "vitest";
import { breakGlassOfCommit, breakGlassOfPull } from "../../src/domain/break-glass.ts";

const trailers = `Profile-Environment: default
Profile-From: premium
Profile-To: cheap
Profile-Until: 2026-12-01T05:10:00Z
Profile-Reason: INC-4711
Profile-By: Ada <ada@example.com>
`;
const marker = `<!-- litellm-profiles: {"v":1,"environment":"default","fingerprint":{"base_commit":null,"input_sha256":"1","output_sha256":"ab"}} -->`;
const broken = {
  profile: "cheap",
  before: "premium",
  until: "2026-12-01T05:10:00Z",
  by: "Ada <ada@example.com>",
  reason: "INC-4711",
  pull_request: null,
  output_sha256: "ab",
};

describe("broken glass", () => {
  it("is known by its commit", () => {
    expect(breakGlassOfCommit(`break-glass: Switch\n\n${trailers}Profile-Output: ab\n`)).toStrictEqual(broken);
    expect(breakGlassOfCommit(`Switch\n\n${trailers}`)).toBeUndefined();
    expect(breakGlassOfCommit("By hand\n")).toBeUndefined();
  });

  it("is known by its pull request", () => {
    const body = `${marker}\n\n\`\`\`\n${trailers}\`\`\`\n`;
    expect(breakGlassOfPull({ number: 812, body })).toStrictEqual({ ...broken, pull_request: 812 });
    const without = body.replace("Profile-Reason: INC-4711\n", "");
    expect(breakGlassOfPull({ number: 812, body: without })).toMatchObject({ reason: "" });
    expect(breakGlassOfPull({ number: 812, body: body.replace(/Profile-Until.*\n/, "") })).toBeUndefined();
    expect(breakGlassOfPull({ number: 812, body: body.replace(marker, "") })).toBeUndefined();
    expect(breakGlassOfPull({ number: 812, body: marker })).toBeUndefined();
  });
});
