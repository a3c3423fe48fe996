import leven from "leven";

/**
 * The legal names that a key can hardly mean otherwise: one letter in six is wrong, or the same letters stand in another
 * order. Short keys are never a slip: `top_k` is not `top_p`.
 */
export function findSlips(key: string, legal: Iterable<string>): string[] {
  if (key.length < 6) return [];
  const letters = sortedLetters(key);
  return [...legal].filter((name) => leven(key, name) <= Math.floor(key.length / 6) || sortedLetters(name) === letters);
}

function sortedLetters(text: string): string {
  return text.split("").toSorted().join("");
}
