import type { DueChange } from "../domain/due-change.ts";
import { momentWords } from "./moment-words.ts";

/** That something came due, and why it waits; a sentence without its full stop. */
export function restingWords(change: DueChange): string {
  const what = change.kind === "asks" ? `Asking \`${change.provider}\` again` : `\`${change.to}\``;
  return `${what} was due, was not proven in time and was taken back; it is tried again from ${momentWords(change.at)} on`;
}
