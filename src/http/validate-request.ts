import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import type { FastifySchemaCompiler } from "fastify";
import type { NamedSchema } from "./contract-schemas.ts";
import { isDeeperThan } from "./is-deeper-than.ts";

/** More than any config has, and few enough for whatever walks through them. */
const mostLevels = 100;

/**
 * Checks requests by JSON Schema 2020-12, with the schemas that they refer to. What stands in an address is text, and
 * becomes the number or the truth value that its schema asks for; a body must be right already.
 */
export function requestValidator(schemas: readonly NamedSchema[]): FastifySchemaCompiler<NamedSchema> {
  const settings = { schemas: [...schemas], strict: true, allowUnionTypes: true };
  const body = new Ajv2020(settings);
  const address = new Ajv2020({ ...settings, coerceTypes: true });
  return ({ schema, httpPart }) => {
    const validate = (httpPart === "body" ? body : address).compile(schema);
    return (value: unknown) => {
      if (isDeeperThan(mostLevels, value))
        return { error: new Error(`It is nested more than ${mostLevels} levels deep`) };
      if (validate(value)) return { value };
      return { error: new Error(describe(validate.errors?.[0])) };
    };
  };
}

/** The first mistake, in a sentence. */
function describe(error: ErrorObject | undefined): string {
  if (error === undefined) return "It does not fit its schema";
  const place = error.instancePath.slice(1).replaceAll("/", ".");
  if (error.keyword === "required") return `\`${join(place, error.params["missingProperty"])}\` is missing`;
  if (error.keyword === "additionalProperties") {
    return `\`${join(place, error.params["additionalProperty"])}\` is no key that this call takes`;
  }
  return `\`${place === "" ? "The request" : place}\` ${error.message ?? "is wrong"}`;
}

function join(place: string, key: unknown): string {
  return place === "" ? String(key) : `${place}.${String(key)}`;
}
