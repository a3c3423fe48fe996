import type { Json } from "../../domain/json.ts";

/** Whether nothing can be said of a value: it is empty, or comes from a variable. */
export function isOpen(value: Json | undefined): boolean {
  return value === undefined || value === null || (typeof value === "string" && value.startsWith("os.environ/"));
}
