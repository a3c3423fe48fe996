import type { Finding } from "../domain/finding.ts";
import { findSecretAssignments, findSecretShapes } from "../domain/secret.ts";
import type { FoundConfig } from "../litellm/find-configs.ts";
import { placesIn } from "../sources/text-places.ts";

const hint =
  "Write `os.environ/NAME` there, or remove it: a template goes into git; a secret that was in plain text must be replaced";

/** Secrets that no reference could take the place of. Their values are not in the findings. */
export function leftSecrets(text: string, { placeOf, within }: FoundConfig): Finding[] {
  const whole = placeOf([]);
  const placeAt = placesIn(whole.file, text);
  const named = findSecretAssignments(text).map(({ name, ...at }) => ({
    ...at,
    message: `\`${name}\` is a literal, not a reference`,
  }));
  const shaped = findSecretShapes(text)
    .filter(({ start, end }) => !named.some((each) => each.start <= start && end <= each.end))
    .map((at) => ({ ...at, message: "This looks like a secret" }));
  return [...named, ...shaped].map(({ start, end, message }) => ({
    code: "literal-secret",
    severity: "error",
    message,
    hint,
    ...(within.length === 0 ? placeAt(start, end) : whole),
  }));
}
