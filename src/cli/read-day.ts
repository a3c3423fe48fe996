import { InvalidArgumentError } from "commander";
import { today } from "../compose.ts";

/** Reads a day as a user types it: ISO 8601, or `today`. */
export function readDay(text: string): string {
  if (text === "today") return today();
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError("Give a day like 2026-12-31, or `today`");
}
