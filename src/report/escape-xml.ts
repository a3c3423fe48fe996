import { must } from "../domain/must.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Text for an element or an attribute; what XML 1.0 cannot hold, and what steers a terminal, is replaced. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}\n]|[\p{Cs}\p{Bidi_Control}\uFFFE\uFFFF]/gu, "\uFFFD")
    .replaceAll(/[&<>"']/g, (mark) => must(entities[mark], "An entity"))
    .replaceAll("\n", "&#10;");
}
