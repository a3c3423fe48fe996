import type { Place } from "../domain/finding.ts";
import { maskSecrets } from "../domain/secret.ts";
import { printable } from "./printable.ts";

/** Characters of a line that a frame shows. */
const widest = 110;

/** Characters before the place that a cut line keeps. */
const lead = 30;

/** The first line of a place, secrets overwritten, and a line of carets below the part that is meant. */
export function codeFrame(wholeLine: string, place: Place): { readonly line: string; readonly carets: string } {
  const whole = wholeLine.replace(/^\uFEFF/, "").replace(/\r$/, "");
  const from = place.column - 1;
  const to = place.endLine === place.line ? place.endColumn - 1 : whole.length;
  const start = whole.length <= widest ? 0 : Math.max(0, from - lead);
  const shown = showLine(whole).slice(start, start + widest);
  const carets = Math.max(1, Math.min(to - start, shown.length) - (from - start));
  const [before, after] = [start > 0 ? "…" : "", start + widest < whole.length ? "…" : ""];
  return {
    line: before + shown + after,
    carets: " ".repeat(before.length + from - start) + "^".repeat(carets),
  };
}

/** The line of the last frame: one of a megabyte may hold thousands of findings. */
let last: { readonly line: string; readonly shown: string } | undefined;

function showLine(line: string): string {
  if (last?.line !== line) last = { line, shown: printable(maskSecrets(line)) };
  return last.shown;
}
