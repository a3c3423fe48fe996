import { expect, test } from "vitest";
import { decodeText } from "../../../src/adapters/files/decode-text.ts";

test.each([
  { name: "UTF-8", bytes: Buffer.from("a: é €😀\n"), text: "a: é €😀\n" },
  { name: "a byte order mark", bytes: Buffer.from([0xef, 0xbb, 0xbf, 0x61]), text: "\uFEFFa" },
  { name: "Latin-1", bytes: Buffer.from("café x", "latin1"), text: "caf\uDCE9 x" },
  { name: "UTF-16", bytes: Buffer.from([0xff, 0xfe, 0x61, 0x00]), text: "\uDCFF\uDCFEa\0" },
  { name: "a character cut short at the end", bytes: Buffer.from([0x61, 0xe2, 0x82]), text: "a\uDCE2\uDC82" },
  { name: "an encoded surrogate", bytes: Buffer.from([0xed, 0xa0, 0x80]), text: "\uDCED\uDCA0\uDC80" },
  { name: "good characters around a bad byte", bytes: Buffer.from([0xc3, 0xa9, 0xff, 0xc3, 0xa9]), text: "é\uDCFFé" },
])("$name", ({ bytes, text }) => {
  expect(decodeText(bytes)).toBe(text);
});
