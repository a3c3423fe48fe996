const trailer = /^[ \t]*(?:Approved|Reviewed)-by:[ \t]*(\S.*)$/gim;

/**
 * Who approved a change, as a message says: its `Approved-by` and `Reviewed-by` lines, which forges and people write into
 * merges and squashes. Null where there is none, as git knows of no review.
 */
export function approversIn(message: string): readonly string[] | null {
  const names = [...message.matchAll(trailer)].map(([, name = ""]) => name.replaceAll(/[\s\p{Cc}]+/gu, " ").trim());
  return names.length === 0 ? null : [...new Set(names)];
}
