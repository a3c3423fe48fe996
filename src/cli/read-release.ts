import { InvalidArgumentError } from "commander";

/** Reads a LiteLLM release as a user types it. */
export function readRelease(text: string): string {
  if (/^\d{1,6}\.\d{1,6}(\.\d{1,6})?([.+-]?[\w.+-]{1,30})?$/.test(text)) return text;
  throw new InvalidArgumentError("Give a version like 1.106.2");
}
