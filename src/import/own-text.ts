import { endMark, headerMark } from "../litellm/is-truncated.ts";

/**
 * The text of a config as it goes into a template: one kind of line end, no byte order mark, and without the header and
 * the end that rendering puts there itself.
 */
export function ownText(text: string): string {
  const lines = text
    .replace(/^\uFEFF/, "")
    .replaceAll(/\r\n?|\u0085/g, "\n")
    .split("\n");
  const isRendered = lines[0]?.startsWith(headerMark) === true;
  const header = isRendered
    ? lines.findIndex((line, index) => index > 0 && !line.startsWith("# Change those files"))
    : 0;
  const end = lines.findLastIndex((line) => line.trim() !== "");
  const isEnded = lines[end]?.trimEnd() === endMark;
  return `${lines.slice(header, isEnded ? end : end + 1).join("\n")}\n`;
}
