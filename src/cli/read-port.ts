import { InvalidArgumentError } from "commander";

/** The port that an option names; 0 for any that is free. */
export function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("Give a number from 0 to 65535");
}
