import type { Json, JsonObject } from "../../src/domain/json.ts";
import { isJsonArray, isJsonObject } from "../../src/domain/json.ts";

/** A schema by its file name, and the file of a project that it describes. */
export interface DescribedFile {
  readonly file: string;
  readonly schema: string;
}

type Schemas = ReadonlyMap<string, JsonObject>;

/** Every key of every file: a heading a file, and a table of its keys, those of inner mappings behind a dot. */
export function keysMarkdown(files: readonly DescribedFile[], schemas: Schemas): string {
  return files
    .map(({ file, schema }) => {
      const root = schemaAt(schemas, schema);
      const rows = keysOf(root, { schemas, base: schema, prefix: "" });
      const table = ["| key | value | what it is |", "|---|---|---|", ...rows].join("\n");
      return `### \`${file}\`\n\n${text(root["description"])}\n\n${table}\n`;
    })
    .join("\n");
}

interface Where {
  readonly schemas: Schemas;
  /** File of the schema that references without a file mean. */
  readonly base: string;
  readonly prefix: string;
}

function keysOf(schema: JsonObject, where: Where): string[] {
  const required = schema["required"];
  return Object.entries(objectAt(schema, "properties")).flatMap(([key, written]) => {
    if (!isJsonObject(written)) return [];
    const { target, base } = resolve(written, where);
    const isRequired = isJsonArray(required) && required.includes(key) && schema["title"] !== "WrittenAssignment";
    const path = `${where.prefix}${key}`;
    const row = `| \`${path}\`${isRequired ? " *" : ""} | ${valueWords(written, target)} | ${text(written["description"] ?? target["description"])} |`;
    return [row, ...innerKeys(target, { ...where, base, prefix: path })];
  });
}

/** Keys of a mapping, of every entry of a mapping by name, and of every item of a list. */
function innerKeys(schema: JsonObject, where: Where): string[] {
  const entries = [
    { inner: schema, mark: "." },
    { inner: schema["additionalProperties"], mark: ".<name>." },
    { inner: schema["items"], mark: "[]." },
  ];
  return entries.flatMap(({ inner, mark }) => {
    if (!isJsonObject(inner)) return [];
    const { target, base } = resolve(inner, where);
    const deeper = { ...where, base, prefix: where.prefix + mark };
    const own = mark === "." || target["properties"] !== undefined ? keysOf(target, deeper) : [];
    const items =
      mark === ".<name>." && isJsonObject(target["items"])
        ? innerKeys({ items: target["items"] }, { ...where, base, prefix: `${where.prefix}.<name>` })
        : [];
    return [...own, ...items];
  });
}

function resolve(schema: JsonObject, { schemas, base }: Where): { target: JsonObject; base: string } {
  const reference = schema["$ref"];
  if (typeof reference !== "string") return { target: schema, base };
  const [file = "", pointer = ""] = reference.split("#");
  const within = file === "" ? base : file;
  const target = pointer
    .split("/")
    .slice(1)
    .reduce((node, step) => objectAt(node, step), schemaAt(schemas, within));
  return { target, base: within };
}

function schemaAt(schemas: Schemas, name: string): JsonObject {
  const schema = schemas.get(name);
  if (schema === undefined) throw new Error(`There is no schema ${name}`);
  return schema;
}

function objectAt(node: JsonObject, key: string): JsonObject {
  const value = node[key];
  return isJsonObject(value) ? value : {};
}

function valueWords(written: JsonObject, target: JsonObject): string {
  const standard = written["default"] ?? target["default"];
  const choices = target["const"] === undefined ? target["enum"] : [target["const"]];
  const examples = written["examples"] ?? target["examples"];
  const shown = isJsonArray(choices) ? choices : isJsonArray(examples) ? examples : [];
  const words = shown.map((value) => code(value));
  if (standard !== undefined)
    return [...words.filter((word) => word !== code(standard)), `default ${code(standard)}`].join(", ");
  return words.join(", ");
}

function code(value: Json): string {
  const written = typeof value === "string" ? value : JSON.stringify(value);
  return `\`${written.replaceAll("|", "\\|")}\``;
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value.replaceAll("|", "\\|").replaceAll("<", "&lt;") : "";
}
