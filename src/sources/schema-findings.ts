import type { ErrorObject } from "ajv";
import type { Finding } from "../domain/finding.ts";
import { must } from "../domain/must.ts";
import { nameHint } from "./nearest-name.ts";
import { pathText } from "./path-text.ts";
import type { Path } from "./path-text.ts";
import type { SourceDocument } from "./source-document.ts";

/** A generated validator. */
export interface Validate<T> {
  (value: unknown): value is T;
  errors?: ErrorObject[] | null;
}

/** What a schema refuses in a document, in Ajv's errors, each at the offending key or value. */
export function schemaFindings(document: SourceDocument, errors: readonly ErrorObject[]): Finding[] {
  const telling = errors.filter((error) => !repeating.has(error.keyword) && !isKeyOfNoList(error));
  return telling.map((error) => {
    const { part, path, ...said } = explain(error, stepsOf(error.instancePath));
    return { severity: "error", ...said, ...document.placeOf(path, part) };
  });
}

/** Their errors only say that another one was found. */
const repeating: ReadonlySet<string> = new Set(["propertyNames", "if"]);

/** A deployment without its list is one mistake, not one for each of its keys. */
function isKeyOfNoList({ keyword, parentSchema, data }: ErrorObject): boolean {
  const isAssignment = parentSchema?.["title"] === assignmentTitle;
  return keyword === "additionalProperties" && isAssignment && !Object.hasOwn(Object(data), "disabled");
}

const assignmentTitle = "WrittenAssignment";

interface Explanation {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly path: Path;
  readonly part?: "key" | "value";
}

/** Ajv's error in our words. A misspelt name within a mapping is placed at that name, not at its mapping. */
function explain(error: ErrorObject, path: Path): Explanation {
  if (error.propertyName !== undefined)
    return { ...explainName(error.propertyName, error), path: [...path, error.propertyName], part: "key" };
  const explainKeyword = explanations[error.keyword] ?? explainValue;
  return explainKeyword(error, path);
}

const explanations: Readonly<Record<string, (error: ErrorObject, path: Path) => Explanation>> = {
  additionalProperties: ({ params, parentSchema }, path) => {
    const key = String(params["additionalProperty"]);
    const hint = nameHint(key, Object.keys(must(parentSchema?.["properties"], "The known keys")), "known keys");
    return {
      code: "unknown-key",
      message: `Key \`${key}\` is not known here`,
      hint,
      path: [...path, key],
      part: "key",
    };
  },
  required: ({ params, parentSchema }, path) => {
    const key = String(params["missingProperty"]);
    if (parentSchema?.["title"] === assignmentTitle) {
      const message = `${subject(path)} must be text or a list, not a mapping without \`${key}\``;
      return { code: "wrong-type", message, hint: "Deployments stand in a list: `[{model: provider/model}]`", path };
    }
    const message = `Key \`${key}\` is missing${path.length > 0 ? ` in \`${pathText(path)}\`` : ""}`;
    return { code: "missing-key", message, ...hintOf(parentSchema?.["properties"]?.[key]), path, part: "key" };
  },
  dependentRequired: ({ params }, path) => ({
    code: "missing-key",
    message: `Key \`${params["missingProperty"]}\` is missing in \`${pathText(path)}\`, beside \`${params["property"]}\``,
    path: [...path, String(params["property"])],
    part: "key",
  }),
  type: ({ params, data }, path) => {
    const wanted = [params["type"]].flat().map((type) => typeNames[String(type)]);
    const message = `${subject(path)} must be ${joinNames(wanted)}, not ${typeName(data)}`;
    const quotes = wanted.includes("text") && (typeof data === "number" || typeof data === "boolean");
    return { code: "wrong-type", message, ...(quotes && { hint: "Put it in quotes" }), path };
  },
  enum: ({ params, data }, path) => {
    const allowed: string[] = params["allowedValues"];
    const message = `${subject(path)} must be one of ${allowed.map((value) => `\`${value}\``).join(", ")}`;
    return { code: "invalid-value", message, hint: nameHint(String(data), allowed, "values"), path };
  },
  const: ({ params, data }, path) => {
    const message = `${subject(path)} is \`${String(data)}\`; this tool reads format ${params["allowedValue"]}`;
    const newer = typeof data === "number" && data > params["allowedValue"];
    const hint = newer ? "Upgrade litellm-profiles" : `Write \`${path.at(-1)}: ${params["allowedValue"]}\``;
    return { code: "format-version", message, hint, path };
  },
  minItems: (_error, path) => ({ code: "invalid-value", message: `${subject(path)} is empty`, path }),
  minProperties: (_error, path) => ({ code: "invalid-value", message: `${subject(path)} is empty`, path }),
  pattern: (error, path) =>
    error.parentSchema?.["title"] === "Name"
      ? { ...explainName(String(error.data), error), path }
      : explainValue(error, path),
  minimum: ({ params }, path) => ({
    code: "invalid-value",
    message: `${subject(path)} must be at least ${params["limit"]}`,
    path,
  }),
};

/** The value itself is not repeated: it may be a secret in the wrong place. */
function explainValue({ parentSchema }: ErrorObject, path: Path): Explanation {
  return {
    code: "invalid-value",
    message: `${subject(path)} does not have the form that it needs`,
    ...hintOf(parentSchema),
    path,
  };
}

function explainName(name: string, { parentSchema }: ErrorObject): Pick<Explanation, "code" | "message" | "hint"> {
  return { code: "invalid-name", message: `\`${name}\` cannot be used as a name`, ...hintOf(parentSchema) };
}

function hintOf(schema: ErrorObject["parentSchema"]): { hint?: string } {
  const description: unknown = schema?.["description"];
  return typeof description === "string" ? { hint: description.replace(/\.$/, "") } : {};
}

function subject(path: Path): string {
  return path.length === 0 ? "The file" : `\`${pathText(path)}\``;
}

function joinNames(names: readonly (string | undefined)[]): string {
  return names.length > 2 ? `${names.slice(0, -1).join(", ")} or ${names.at(-1)}` : names.join(" or ");
}

const typeNames: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping",
};

function typeName(data: unknown): string {
  if (data === null || data === undefined) return "empty";
  return must(typeNames[Array.isArray(data) ? "array" : typeof data], "The name of a type");
}

/** Steps of a JSON pointer; indices of lists become numbers. */
function stepsOf(pointer: string): Path {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll("~1", "/").replaceAll("~0", "~")));
}
