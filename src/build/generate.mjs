import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { compile } from "json-schema-to-typescript";
import { createGenerator } from "ts-json-schema-generator";

const root = new URL("../../", import.meta.url);
const schemas = new URL("src/schemas/", root);
const generated = new URL("src/generated/", root);
const banner = "// Made by src/build/generate.mjs from src/schemas/; not in git, not to be edited.\n";

/** What is validated: the exported function, its schema, and the type that a valid value has. */
const validators = [
  { name: "validateProject", schema: "project.schema.json", type: "WrittenProject", module: "project" },
  { name: "validateProfile", schema: "profile.schema.json", type: "WrittenProfile", module: "profile" },
  { name: "validateEnvironment", schema: "environment.schema.json", type: "WrittenEnvironment", module: "environment" },
  { name: "validateName", schema: "profile.schema.json#/$defs/name", type: "string" },
  { name: "validateRelativePath", schema: "environment.schema.json#/$defs/relativePath", type: "string" },
];
const modules = validators.filter((validator) => validator.module !== undefined);

/**
 * Makes `src/generated/`: one file of types per schema, all validators in one ES module without imports, and the schemas
 * of what the control plane takes and answers, which are made of its types.
 */
export async function generate() {
  await mkdir(generated, { recursive: true });
  const sources = await Promise.all(modules.map((validator) => readSchema(validator.schema)));
  await Promise.all([
    ...modules.map(async ({ module }, index) => write(`${module}.ts`, await typesOf(sources[index]))),
    write("validators.mjs", validatorsOf(sources)),
    write("validators.d.mts", declarations()),
    write("tool-version.ts", await toolVersion()),
  ]);
  // It reads types that were generated just now.
  const contract = { requests: contractSchemas("requests"), answers: contractSchemas("answers") };
  await Promise.all([
    write("contract.mjs", contractCode(contract)),
    write("contract.d.mts", contractDeclarations(Object.keys(contract))),
  ]);
}

/** By name, one JSON Schema per exported type of `src/http/<module>.ts`; a reference is the other's name. */
function contractSchemas(module) {
  const generator = createGenerator({
    path: fileURLToPath(new URL(`src/http/${module}.ts`, root)),
    tsconfig: fileURLToPath(new URL("tsconfig.json", root)),
    type: "*",
    skipTypeCheck: true,
    topRef: true,
    additionalProperties: false,
  });
  const { definitions } = generator.createSchema("*");
  const text = JSON.stringify(definitions);
  const alone = text.replaceAll(
    /"\$ref":"#\/definitions\/([^"]+)"/g,
    (_, name) => `"$ref":"${decodeURIComponent(name)}#"`,
  );
  return Object.fromEntries(
    Object.entries(JSON.parse(alone)).map(([name, schema]) => [name, { $id: name, ...schema }]),
  );
}

function contractCode(contract) {
  return Object.entries(contract)
    .map(([name, made]) => `export const ${name} = ${JSON.stringify(made, null, 2)};\n`)
    .join("");
}

function contractDeclarations(names) {
  const type = "Readonly<Record<string, JsonObject & { readonly $id: string }>>";
  return [
    'import type { JsonObject } from "../domain/json.ts";',
    ...names.map((name) => `export declare const ${name}: ${type};`),
    "",
  ].join("\n");
}

/** The package's version, for sources that ask for a range of it. */
async function toolVersion() {
  const { version } = JSON.parse(await readFile(new URL("package.json", root), "utf8"));
  return `export const toolVersion = ${JSON.stringify(version)};\n`;
}

async function readSchema(name) {
  return JSON.parse(await readFile(new URL(name, schemas), "utf8"));
}

/** What a schema leaves open is still JSON. */
async function typesOf(schema) {
  const types = await compile(schema, schema.title, {
    bannerComment: "",
    cwd: fileURLToPath(schemas),
    format: false,
    ignoreMinAndMaxItems: true,
    strictIndexSignatures: false,
  });
  const open = "[k: string]: unknown";
  if (!types.includes(open)) return types;
  return `import type { Json } from "../domain/json.ts";\n${types.replaceAll(open, "[k: string]: Json")}`;
}

function validatorsOf(sources) {
  const ajv = new Ajv.default({
    schemas: sources,
    allErrors: true,
    verbose: true,
    strict: true,
    allowUnionTypes: true,
    code: { source: true, esm: true, optimize: 2 },
  });
  const code = standaloneCode.default(
    ajv,
    Object.fromEntries(validators.map((validator) => [validator.name, validator.schema])),
  );
  if (/\brequire\(/.test(code)) throw new Error("A schema uses a keyword whose validator needs Ajv at run time");
  return code;
}

function declarations() {
  return [
    'import type { ErrorObject } from "ajv";',
    ...modules.map(({ type, module }) => `import type { ${type} } from "./${module}.ts";`),
    "interface Validate<T> { (value: unknown): value is T; errors?: ErrorObject[] | null }",
    ...validators.map(({ name, type }) => `export declare const ${name}: Validate<${type}>;`),
    "",
  ].join("\n");
}

async function write(name, text) {
  await writeFile(new URL(name, generated), banner + text);
}
