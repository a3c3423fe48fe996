/** A moment as people read it: `2026-12-01 08:00Z`. */
export function momentWords(moment: string): string {
  return `${moment.slice(0, 16).replace("T", " ")}Z`;
}
