import type { Edit } from "../../domain/finding.ts";
import type { Spot } from "../../litellm/spot.ts";
import { scalarIn } from "./written-scalar.ts";

/** Writes another name for a key, in the quotes that it has; what it holds stays. */
export function renameKey(spot: Spot | undefined, name: string): readonly Edit[] | undefined {
  if (spot?.isEditable !== true || spot.key === undefined) return undefined;
  const written = scalarIn(spot.text.slice(spot.key.start, spot.key.end));
  return written && [spot.replace(spot.key, `${written.quote}${name}${written.quote}`)];
}

/** `on:` becomes `"on":`. */
export function quoteKey(spot: Spot | undefined): readonly Edit[] | undefined {
  if (spot?.isEditable !== true || spot.key === undefined) return undefined;
  const written = scalarIn(spot.text.slice(spot.key.start, spot.key.end));
  return written?.quote === "" ? [spot.replace(spot.key, `"${written.inner}"`)] : undefined;
}
