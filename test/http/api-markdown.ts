import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../src/domain/json.ts";
import { problemCodes } from "../../src/http/problems/problem-codes.ts";
import type { Route } from "../../src/http/route.ts";

/** Every call of the control plane, from its OpenAPI document; who may make it, from the list of routes. */
export function apiMarkdown(document: JsonObject, routes: readonly Route[]): string {
  const calls = routes.map((route) => callMarkdown(document, route));
  return `${calls.join("\n")}\n## Problems\n\n${problemsMarkdown()}`;
}

function callMarkdown(document: JsonObject, { method, path, role, perMinute }: Route): string {
  const operation = at(document, "paths", `/admin/profiles${path}`, method.toLowerCase());
  const who = role === "admin" ? "Role `admin`" : "Role `viewer` or `admin`";
  const pace = perMinute === undefined ? "" : `, ${perMinute} times a minute`;
  const description = textAt(operation, "description");
  return [
    `### \`${method} ${path.slice(1)}\``,
    `${textAt(operation, "summary")}. ${who}${pace}.`,
    ...(description === "" ? [] : [description]),
    ...table(
      ["takes", "in", "value", "what it is"],
      [...parameterRows(document, operation), ...bodyRows(document, operation)],
    ),
    ...table(["status", "answer"], answerRows(operation)),
  ]
    .map((part) => `${part}\n`)
    .join("\n");
}

function parameterRows(document: JsonObject, operation: JsonObject): string[][] {
  return listAt(operation, "parameters").map((parameter) => {
    const mark = parameter["required"] === true ? " *" : "";
    const schema = at(parameter, "schema");
    return [
      `\`${textAt(parameter, "name")}\`${mark}`,
      textAt(parameter, "in"),
      valueOf(document, schema),
      wordsOf(parameter, schema),
    ];
  });
}

/** Keys of the body; of one that has several forms, those of each. */
function bodyRows(document: JsonObject, operation: JsonObject): string[][] {
  const body = at(operation, "requestBody", "content", "application/json", "schema");
  const forms = formsOf(document, body);
  return forms.flatMap((form) => {
    const required = requiredIn(form);
    const others = forms
      .filter((other) => other !== form)
      .map((other) => requiredIn(other).map(codeSpan).join(" and "));
    const mark = others.length === 0 ? " *" : ` *, or ${others.join(" or ")}`;
    return Object.entries(at(form, "properties")).flatMap(([name, written]) => {
      if (!isJsonObject(written)) return [];
      const schema = resolve(document, written);
      return [
        [
          `${codeSpan(name)}${required.includes(name) ? mark : ""}`,
          "body",
          valueOf(document, schema),
          wordsOf(written, schema),
        ],
      ];
    });
  });
}

function requiredIn(form: JsonObject): string[] {
  const { required } = form;
  return isJsonArray(required) ? required.map(String) : [];
}

function codeSpan(name: string): string {
  return `\`${name}\``;
}

function formsOf(document: JsonObject, schema: JsonObject): JsonObject[] {
  const resolved = resolve(document, schema);
  const forms = listAt(resolved, "anyOf");
  return forms.length === 0 ? [resolved] : forms.map((form) => resolve(document, form));
}

function answerRows(operation: JsonObject): string[][] {
  return Object.entries(at(operation, "responses")).map(([status, answer]) => {
    const content = isJsonObject(answer) ? at(answer, "content") : {};
    const [schema] = Object.values(content).flatMap((one) =>
      isJsonObject(one) ? textAt(at(one, "schema"), "$ref") : [],
    );
    const name = schema?.split("/").at(-1) ?? "";
    const words = isJsonObject(answer) ? textAt(answer, "description") : "";
    return [status, name === "" || name === "Problem" ? words : `\`${name}\`: ${words}`];
  });
}

function problemsMarkdown(): string {
  const rows = Object.entries(problemCodes).map(([code, { status, title }]) => [`\`${code}\``, String(status), title]);
  return `${table(["code", "status", "what it means"], rows).join("\n")}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const lines = [head, head.map(() => "---"), ...rows.map((row) => row.map(inCell))];
  return [lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")];
}

function inCell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function valueOf(document: JsonObject, written: JsonObject): string {
  const schema = resolve(document, written);
  const values = schema["enum"];
  if (isJsonArray(values))
    return values.map((value) => `\`${JSON.stringify(value).replaceAll('"', "")}\``).join(" or ");
  const forms = listAt(schema, "anyOf").map((form) => valueOf(document, form));
  if (forms.length > 0) return forms.join(" or ");
  const { type } = schema;
  return isJsonArray(type) ? type.map(String).join(" or ") : typeof type === "string" ? type : "";
}

function wordsOf(...schemas: readonly JsonObject[]): string {
  return schemas.map((schema) => textAt(schema, "description")).find((text) => text !== "") ?? "";
}

function resolve(document: JsonObject, schema: JsonObject): JsonObject {
  const reference = textAt(schema, "$ref");
  return reference === "" ? schema : at(document, ...reference.replace(/^#\//, "").split("/"));
}

function at(value: JsonObject, ...keys: readonly string[]): JsonObject {
  return keys.reduce<JsonObject>((inner, key) => {
    const next = inner[key];
    return isJsonObject(next) ? next : {};
  }, value);
}

function textAt(value: JsonObject, key: string): string {
  const text: Json | undefined = value[key];
  return typeof text === "string" ? text : "";
}

function listAt(value: JsonObject, key: string): JsonObject[] {
  const list = value[key];
  return isJsonArray(list) ? list.filter(isJsonObject) : [];
}
