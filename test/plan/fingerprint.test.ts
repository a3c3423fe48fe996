import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { fingerprint } from "../../src/plan/fingerprint.ts";

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

test("covers path and bytes of each source, in an order of its own, and the output", () => {
  const sources = new Map([
    ["profiles/b.yaml", "é"],
    ["a.yaml", ""],
  ]);
  expect(fingerprint("c0ffee", sources, "out")).toEqual({
    base_commit: "c0ffee",
    input_sha256: sha256("6:a.yaml0:15:profiles/b.yaml2:é"),
    output_sha256: sha256("out"),
  });
});

test("two ways to cut the same text are two inputs", () => {
  const one = fingerprint(null, new Map([["a", "b1:c"]]), "");
  const other = fingerprint(
    null,
    new Map([
      ["a", "b"],
      ["c", ""],
    ]),
    "",
  );
  expect(one.input_sha256).not.toBe(other.input_sha256);
  expect(one.base_commit).toBeNull();
});
