import leven from "leven";

/**
 * The legal names that a key can hardly mean otherwise: one letter in six is wrong, or the same letters stand in another
 * order, or another style of writing. One letter of a short key is no slip: `top_k` is not `top_p`.
 */
export function findSlips(key: string, legal: Iterable<string>): string[] {
  const most = Math.floor(key.length / 6);
  const [letters, sorted] = [lettersOf(key), sortedLetters(key)];
  const isNear = (name: string): boolean =>
    Math.abs(name.length - key.length) <= most && (sortedLetters(name) === sorted || leven(key, name) <= most);
  return [...legal].filter((name) => lettersOf(name) === letters || isNear(name));
}

/** `modelGroupAlias`, `model-group-alias` and `MODEL_GROUP_ALIAS` are the same letters. */
function lettersOf(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]/g, "").toLowerCase();
}

function sortedLetters(text: string): string {
  return text.split("").toSorted().join("");
}
