import type { Spot } from "../../litellm/spot.ts";

/** A scalar as it stands in the text. */
export interface WrittenScalar {
  /** `"`, `'`, or nothing for a plain one. */
  readonly quote: string;
  /** What stands between the quotes. */
  readonly inner: string;
}

/** How a value is written; undefined where it may not be edited, or is more than a word on one line. */
export function writtenScalar(spot: Spot | undefined): WrittenScalar | undefined {
  return spot?.isEditable === true ? scalarIn(spot.text.slice(spot.value.start, spot.value.end)) : undefined;
}

/** A word without escapes, in quotes or plain; undefined for anything else. */
export function scalarIn(written: string): WrittenScalar | undefined {
  const [, quote = "", inner = ""] = /^(["']?)(?![[{|>&*!])([^"'\\\n\r]+)\1$/.exec(written) ?? [];
  return inner === "" ? undefined : { quote, inner };
}
