import { InvalidArgumentError } from "commander";

/** The number of a pull request, as a user writes it. */
export function readPullNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Give a number that `litellm-profiles pr list` shows");
}
