import type { Edit } from "../../domain/finding.ts";
import type { Spot } from "../../litellm/spot.ts";

/**
 * `key: [item]`, or the item on a line of its own, becomes `key: item`, as the item is written. Nothing where a comment,
 * an anchor or a tag stands between. `list` is the list's spot, `item` that of its only item.
 */
export function unwrapList(list: Spot | undefined, item: Spot | undefined): readonly Edit[] | undefined {
  if (list?.key === undefined || item?.isEditable !== true) return undefined;
  const { text, key, replace } = list;
  const written = text.slice(item.value.start, item.value.end);
  const before = text.slice(key.end, item.value.start);
  const [bracket] = /^[ \t]*,?[ \t]*\]/.exec(text.slice(item.value.end)) ?? [];
  const isInBrackets = /^[ \t]*:[ \t]*\[[ \t]*$/.test(before) && bracket !== undefined;
  if (!isInBrackets && !/^:[ \t]*\r?\n[ \t]*-[ \t]+$/.test(before)) return undefined;
  const end = item.value.end + (isInBrackets ? bracket.length : 0);
  return [replace({ start: key.end, end }, `: ${written}`)];
}
