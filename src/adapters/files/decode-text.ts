import { isUtf8 } from "node:buffer";

/**
 * The text of a file. A byte that is no UTF-8 becomes a lone surrogate, as Python's `surrogateescape` has it: no text
 * holds one otherwise, so that whoever reads the text finds the place.
 */
export function decodeText(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString("utf8") : decodeBroken(bytes);
}

function decodeBroken(bytes: Buffer): string {
  const parts: string[] = [];
  let start = 0;
  for (let index = 0; index < bytes.length;) {
    const length = lengthAt(bytes, index);
    if (length === 0) {
      parts.push(bytes.toString("utf8", start, index), String.fromCharCode(0xdc00 + bytes.readUInt8(index)));
      start = index + 1;
    }
    index += Math.max(length, 1);
  }
  return [...parts, bytes.toString("utf8", start)].join("");
}

/** How many bytes the character has that begins there; 0 where none does. */
function lengthAt(bytes: Buffer, index: number): number {
  const first = bytes.readUInt8(index);
  if (first < 0x80) return 1;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const character = bytes.subarray(index, index + length);
  return character.length === length && isUtf8(character) ? length : 0;
}
