import { expect, test } from "vitest";
import { upgradeText } from "../../src/report/upgrade-text.ts";

const place = { file: "a.yaml", line: 2, column: 3, endLine: 2, endColumn: 4 };
const options = { files: 1, texts: new Map(), colour: false };
const nothing = { from: "1.0.0", to: "2.0.0", added: [], gone: [], models: [], keysGained: [], keysLost: [] };

test("no difference is one line", () => {
  expect(upgradeText(nothing, options)).toBe("LiteLLM 1.0.0 → 2.0.0: no difference\n");
});

test("a difference is told in parts", () => {
  const finding = { code: "c", severity: "error" as const, message: "It aborts", ...place };
  const difference = {
    ...nothing,
    added: [finding],
    gone: [finding],
    models: [{ name: "m\u001B[31m", place }],
    keysLost: [{ name: "k", place }],
  };
  expect(upgradeText(difference, options)).toBe(`LiteLLM 1.0.0 → 2.0.0

New findings

a.yaml:2:3 error c
  It aborts

1 error in 1 file

No longer found
  a.yaml:2:3 It aborts

Models that leave LiteLLM's map
  a.yaml:2:3 m\uFFFD[31m

Keys that it reads no more
  a.yaml:2:3 k
`);
});
