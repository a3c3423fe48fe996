import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { routes } from "../../src/http/routes/index.ts";
import { apiMarkdown } from "./api-markdown.ts";
import { openControlPlane } from "./control-plane.ts";

const page = join(import.meta.dirname, "../../docs/api.md");
const mark = "<!-- The calls below are made from the OpenAPI document by `npm run docs`. -->\n";

test("the page of the calls has every one as the OpenAPI document says; `npm run docs` writes it", async () => {
  const { server } = await openControlPlane();
  const document = (await server.inject("/openapi.json")).json();
  const [prose = ""] = readFileSync(page, "utf8").split(mark);
  const text = `${prose}${mark}\n${apiMarkdown(document, routes)}`;
  if (process.env["DOCS"] === "write") writeFileSync(page, text);
  expect(readFileSync(page, "utf8")).toBe(text);
});

test("a body of two forms says which keys are enough, and names what a reference leads to", () => {
  const operation = {
    requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Body" } } } },
    responses: {},
  };
  const value = { anyOf: [{ type: "string" }, { $ref: "#/components/schemas/Any" }] };
  const schemas = {
    Any: { type: "object" },
    Body: { anyOf: [{ $ref: "#/components/schemas/One" }, { $ref: "#/components/schemas/Two" }] },
    One: { properties: { profile: { type: "string" }, source: value }, required: ["profile"] },
    Two: { properties: { config: value }, required: ["config"] },
  };
  const document = { paths: { "/admin/profiles/validate": { post: operation } }, components: { schemas } };
  const chosen = routes.filter(({ path, method }) => path === "/validate" && method === "POST");
  expect(apiMarkdown(document, chosen)).toContain(`
| \`profile\` *, or \`config\` | body | string |  |
| \`source\` | body | string or object |  |
| \`config\` *, or \`profile\` | body | string or object |  |
`);
});

test("a call has its summary, its role, what it takes and what it answers", () => {
  const path = "/admin/profiles/switch";
  const operation = {
    summary: "Put a profile in force",
    parameters: [
      { name: "dry", in: "query", required: true, schema: { type: ["boolean", "null"] }, description: "A | trial" },
    ],
    requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Body" } } } },
    responses: { 200: { description: "Done", content: { "application/json": { schema: { $ref: "#/c/Answer" } } } } },
  };
  const properties = { mode: { enum: ["direct", "pull_request"], description: "How" } };
  const document = {
    paths: { [path]: { post: operation } },
    components: { schemas: { Body: { type: "object", properties, required: ["mode"] } } },
  };
  const route = routes.find((one) => one.path === "/switch");
  expect(apiMarkdown(document, route === undefined ? [] : [route])).toContain(`### \`POST switch\`

Put a profile in force. Role \`admin\`, 60 times a minute.

| takes | in | value | what it is |
| --- | --- | --- | --- |
| \`dry\` * | query | boolean or null | A \\| trial |
| \`mode\` * | body | \`direct\` or \`pull_request\` | How |

| status | answer |
| --- | --- |
| 200 | \`Answer\`: Done |
`);
});
