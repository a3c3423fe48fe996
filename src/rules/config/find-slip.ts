import leven from "leven";

/**
 * The legal name that a key can hardly mean otherwise: one letter in six is wrong, or the same letters stand in another
 * order. Short keys are never a slip: `top_k` is not `top_p`.
 */
export function findSlip(key: string, legal: Iterable<string>): string | undefined {
  if (key.length < 6) return undefined;
  const letters = sortedLetters(key);
  return [...legal].find((name) => leven(key, name) <= Math.floor(key.length / 6) || sortedLetters(name) === letters);
}

function sortedLetters(text: string): string {
  return text.split("").toSorted().join("");
}
