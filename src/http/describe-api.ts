import type { FastifyDynamicSwaggerOptions } from "@fastify/swagger";

const howToGetOne = "`litellm-profiles token create NAME --role viewer` makes one, or `--role admin`.";

export interface DescribedServer {
  /** This package's version. */
  readonly version: string;
  /** Whether programs on this machine need no token. */
  readonly local: boolean;
}

/** What the OpenAPI document says besides the routes. */
export function describeApi({ version, local }: DescribedServer): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "litellm-profiles",
        description: "Which models answer in a LiteLLM proxy: read it, change it, and have it proven.",
        version,
        license: { name: "MIT", identifier: "MIT" },
      },
      servers: [{ url: "/" }],
      components: { securitySchemes: { token: { type: "http", scheme: "bearer", description: howToGetOne } } },
      security: [{ token: [] }, ...(local ? [{}] : [])],
      tags: [{ name: "profiles", description: "Profiles of the environments of one project." }],
    },
    refResolver: { buildLocalReference: (schema, _, __, index) => nameOf(schema) ?? `Schema${index}` },
  };
}

function nameOf({ $id }: { $id?: unknown }): string | undefined {
  return typeof $id === "string" ? $id : undefined;
}
