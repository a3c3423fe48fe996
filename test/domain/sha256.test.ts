import { expect, test } from "vitest";
import { sha256 } from "../../src/domain/sha256.ts";

/** As `printf 'für\n' | sha256sum` prints it. */
const printed = "81b1966cad6335bdbb67def8e2e7bbbcfdc5851d80f541791879d182bb66fab2";

test.for([
  ["a text", "für\n"],
  ["bytes", new Uint8Array([0x66, 0xc3, 0xbc, 0x72, 0x0a])],
] as const)("the digest is that of %s", ([, content]) => {
  expect(sha256(content)).toBe(printed);
});
