import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";

/** A part of an OpenAPI 3.0 schema, as far as filling one in needs it. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface Operation {
  readonly requestBody?: (Content & { readonly required: boolean }) | null;
  readonly responses: Readonly<Record<string, Content & { readonly $ref?: string }>>;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>>; readonly responses: object };
}

const file = join(import.meta.dirname, "../fixtures/github-openapi-subset.json");
const description: Description = JSON.parse(readFileSync(file, "utf8"));
/** OpenAPI 3.0 says `nullable` and names formats that no validator knows. */
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(description, "github");
const compiled = new Map<string, ValidateFunction>();

/** An operation of GitHub's REST description that a request asks for. */
export interface FoundOperation {
  readonly id: string;
  /** Path parameters, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly pointer: string;
  readonly operation: Operation;
}

/** Throws for a request that GitHub's description does not know. */
export function findOperation(method: string, path: string): FoundOperation {
  for (const [template, operations] of Object.entries(description.paths)) {
    const operation = operations[method.toLowerCase()];
    const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    const values = new RegExp(`^${template.replaceAll(/\{\w+\}/g, "([^/]+)")}$`).exec(path)?.slice(1);
    if (operation === undefined || values === undefined) continue;
    return {
      id: `${method} ${template}`,
      // Octokit sends refs as `heads%2Fmain`.
      parameters: Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(values[index] ?? "")])),
      pointer: `#/paths/${escapePointer(template)}/${method.toLowerCase()}`,
      operation,
    };
  }
  throw new Error(`GitHub's description has no ${method} ${path}`);
}

/** Throws where the body is not what GitHub's description asks for, or names what it does not know. */
export function checkRequest({ id, pointer, operation }: FoundOperation, body: unknown): void {
  const schema = operation.requestBody?.content?.["application/json"]?.schema;
  if (body === undefined && operation.requestBody?.required !== true) return;
  if (schema === undefined) throw new Error(`${id} takes no body`);
  validate(`${id} request`, `${pointer}/requestBody/content/application~1json/schema`, body);
  const unknown = Object.keys(body ?? {}).filter((key) => !Object.hasOwn(schema.properties ?? {}, key));
  if (unknown.length > 0) throw new Error(`${id} knows no ${unknown.join(", ")}`);
}

/** Throws where GitHub's description does not know such an answer. */
export function checkReply({ id, pointer, operation }: FoundOperation, status: number, body: unknown): void {
  // Every call can be refused so, described or not.
  const refusal = [401, 403, 404].includes(status) ? { $ref: "#/components/responses/not_found" } : undefined;
  const response = operation.responses[status] ?? refusal;
  if (response === undefined) throw new Error(`${id} is not described to answer ${status}`);
  const at = response.$ref ?? `${pointer}/responses/${status}`;
  if (contentOf(response) !== undefined)
    validate(`${id} answer ${status}`, `${at}/content/application~1json/schema`, body);
}

function contentOf(response: Content & { readonly $ref?: string }): unknown {
  const name = response.$ref?.split("/").at(-1) ?? "";
  const found: Content = response.$ref === undefined ? response : (readResponse(name) ?? {});
  return found.content?.["application/json"];
}

function readResponse(name: string): Content | undefined {
  return new Map<string, Content>(Object.entries(description.components.responses)).get(name);
}

function validate(what: string, pointer: string, value: unknown): void {
  let check = compiled.get(pointer);
  if (check === undefined) compiled.set(pointer, (check = ajv.compile({ $ref: `github${pointer}` })));
  if (!check(value)) throw new Error(`${what}: ${ajv.errorsText(check.errors)}`);
}

/** The answer of a schema that a test says the essentials of; whatever else is required gets an empty value. */
export function fillIn(name: string, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const filled = emptyOf({ $ref: `#/components/schemas/${name}` });
  return merge(typeof filled === "object" ? { ...filled } : {}, given);
}

function merge(filled: Record<string, unknown>, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const merged = Object.entries(given).map(([key, value]): [string, unknown] => {
    const [before, after] = [filled[key], value];
    return [key, isRecord(before) && isRecord(after) ? merge(before, after) : after];
  });
  return { ...filled, ...Object.fromEntries(merged) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function emptyOf(written: Schema): unknown {
  const schema = resolve(written);
  if (schema.nullable === true) return null;
  const [first] = schema.enum ?? [];
  const [inner] = [schema.allOf, schema.anyOf, schema.oneOf].flatMap((parts) => parts ?? []);
  if (schema.type === undefined && inner !== undefined) return emptyOf(inner);
  return first ?? emptyValue(schema);
}

function emptyValue(schema: Schema): unknown {
  switch (schema.type) {
    case "string":
      return schema.format === "date-time" ? "2026-01-01T00:00:00Z" : "";
    case "integer":
    case "number":
      return 0;
    case "boolean":
      return false;
    case "array":
      return [];
    case undefined:
    default:
      return emptyObject(schema);
  }
}

function emptyObject({ properties = {}, required = [] }: Schema): Record<string, unknown> {
  return Object.fromEntries(required.map((key) => [key, emptyOf(properties[key] ?? {})]));
}

function resolve(schema: Schema): Schema {
  const name = schema.$ref?.split("/").at(-1);
  return name === undefined ? schema : resolve(description.components.schemas[name] ?? {});
}

function escapePointer(text: string): string {
  return encodeURI(text.replaceAll("~", "~0").replaceAll("/", "~1"));
}
