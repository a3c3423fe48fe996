import type { BreakGlass } from "../domain/break-glass.ts";
import { markdownCode } from "./escape-markdown.ts";
import { momentWords } from "./moment-words.ts";

/** `overridden until 2026-12-01 05:10Z by Ada (INC-4711), pull request 812` */
export function breakGlassWords({ until, by, reason, pull_request }: BreakGlass): string {
  const where = pull_request === null ? "no pull request yet" : `pull request ${pull_request}`;
  return `overridden until ${momentWords(until)} by ${by.replace(/ <[^<>]*>$/, "")} (${reason}), ${where}`;
}

/** What its pull request says first. */
export function breakGlassRemark({ profile, before, until }: Pick<BreakGlass, "profile" | "before" | "until">): string {
  return `**This is in force already**, and nobody has reviewed it. Merging keeps ${markdownCode(profile)}; closing this pull request, or ${momentWords(until)}, brings ${markdownCode(before)} back.`;
}
