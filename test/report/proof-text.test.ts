import { describe, expect, test } from "vitest";
import type { Proof } from "../../src/domain/proof.ts";
import { proofText } from "../../src/report/proof-text.ts";

const proven: Proof = {
  outcome: "proven",
  strength: "identity",
  workers: 2,
  milliseconds: 12,
  except: [],
  caveats: [],
};

describe("a proof in words", () => {
  test.for<{ proof: Proof; text: string }>([
    { proof: proven, text: "Proven live in 2 workers, for this very file, in 12 ms\n" },
    {
      proof: { ...proven, workers: 1, strength: "content" },
      text: "Proven live in 1 worker, by content, in 12 ms\n",
    },
    {
      proof: { ...proven, strength: "aliases", except: ["general_settings", "callbacks"], caveats: ["It is weak"] },
      text: `Proven live in 2 workers, by aliases alone, in 12 ms
Live except what waits for a restart: general_settings, callbacks
It is weak
`,
    },
    { proof: { outcome: "not asked" }, text: "Proof: not asked for (nothing was delivered)\n" },
    { proof: { outcome: "not configured" }, text: "Proof: not configured (the environment names no `proxies`)\n" },
  ])("$text", ({ proof, text }) => {
    expect(proofText(proof)).toBe(text);
  });

  test("names each doubt, and what differs", () => {
    const proof: Proof = {
      outcome: "unproven",
      workers: 1,
      milliseconds: 5003,
      doubts: [
        {
          proxy: "http://a",
          worker: "here:7",
          seen: "Its router differs from the file",
          differences: [
            {
              kind: "alias",
              name: "classification",
              expected: "classification_balanced",
              actual: "classification_premium",
            },
            { kind: "fallback", name: "synthesis", expected: "a, b" },
            { kind: "id", name: "a--1", expected: "present" },
            { kind: "id", name: "b--2", actual: "present" },
          ],
        },
        { proxy: "http://b", seen: "No worker reports", differences: [] },
        { proxy: "http://c", seen: "Proxy `http://c` cannot be asked", differences: [] },
      ],
    };
    expect(proofText(proof)).toBe(`Not proven after 5003 ms:
  http://a worker here:7: Its router differs from the file
    Alias \`classification\` is \`classification_premium\`, not \`classification_balanced\`
    Fallback of \`synthesis\` is missing, not \`a, b\`
    Deployment \`a--1\` is missing
    Deployment \`b--2\` is left over
  http://b: No worker reports
  Proxy \`http://c\` cannot be asked
`);
  });

  test("counts the differences that it leaves out, and lets nothing steer the terminal", () => {
    const differences = Array.from({ length: 7 }, (_, index) => ({
      kind: "id" as const,
      name: `${index}`,
      actual: "x",
    }));
    const doubts = [{ proxy: "http://a", worker: "h:1", seen: "\u001B[2J", differences }];
    const text = proofText({ outcome: "unproven", workers: 0, milliseconds: 1, doubts });
    expect(text).toContain("    Deployment `4` is left over\n    and 2 more\n");
    expect(text).not.toContain("\u001B");
  });
});
