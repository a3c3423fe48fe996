import { findSecretAssignments, findSecretShapes, isReference, isSecretName } from "../../domain/secret.ts";
import type { Json } from "../../domain/json.ts";
import type { Path } from "../../sources/path-text.ts";
import type { SourceDocument } from "../../sources/source-document.ts";
import { placesIn } from "../../sources/text-places.ts";
import type { Rule, RuleFinding } from "../rule.ts";

/** Texts that may hold a secret. */
export interface SecretsSubject {
  /** YAML sources by path; also those that are broken otherwise. */
  readonly documents: ReadonlyMap<string, SourceDocument>;
  /** The template, where it is known. */
  readonly template: { readonly path: string; readonly text: string } | undefined;
}

const hint =
  "Write `os.environ/NAME` and set the variable where the proxy runs; a secret that was committed must be replaced";

export const literalSecret: Rule<SecretsSubject> = {
  code: "literal-secret",
  severity: "error",
  summary: "No source holds a secret: sources name environment variables",
  *check({ documents, template }) {
    for (const document of documents.values()) {
      const named = secretPaths(document.value, []).map((path) => namedFinding(document, path));
      yield* named;
      yield* shapeFindings(document.file, document.text, named);
    }
    if (template !== undefined) yield* templateFindings(template.path, template.text);
  },
};

/** Paths of the values that a key declares secret and that are no reference. */
function secretPaths(value: Json, path: Path): Path[] {
  if (typeof value !== "object" || value === null) return isLiteralSecret(value, path.at(-1)) ? [path] : [];
  return Object.entries(value).flatMap(([key, child]) => secretPaths(child, [...path, key]));
}

function isLiteralSecret(value: Json, key: string | number | undefined): boolean {
  if (typeof key !== "string" || !isSecretName(key)) return false;
  return typeof value === "number" || (typeof value === "string" && value !== "" && !isReference(value));
}

function namedFinding(document: SourceDocument, path: Path): RuleFinding {
  return { place: document.placeOf(path), message: `\`${String(path.at(-1))}\` is a literal, not a reference`, hint };
}

/** Secrets by their looks, where no key said so already: in comments, lists, and under other keys. */
function shapeFindings(file: string, text: string, known: readonly RuleFinding[]): RuleFinding[] {
  const placeAt = placesIn(file, text);
  return findSecretShapes(text)
    .map(({ start, end }) => ({ place: placeAt(start, end), message: "This looks like a secret", hint }))
    .filter(({ place }) => !known.some((finding) => finding.place.line === place.line));
}

function templateFindings(file: string, text: string): RuleFinding[] {
  const placeAt = placesIn(file, text);
  const named = findSecretAssignments(text).map(({ name, start, end }) => ({
    place: placeAt(start, end),
    message: `\`${name}\` is a literal, not a reference`,
    hint,
  }));
  return [...named, ...shapeFindings(file, text, named)];
}
