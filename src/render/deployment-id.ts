import canonicalize from "canonicalize";

import type { JsonObject } from "../domain/json.ts";
import type { RenderedDeployment } from "../domain/deployment.ts";
import { must } from "../domain/must.ts";
import { sha256 } from "../domain/sha256.ts";

/** The package is CommonJS, its types speak of an ES module. */
const rfc8785: (value: unknown) => string | undefined = Object(canonicalize);

/** A deployment before it has its id. */
export interface UnnamedDeployment {
  readonly model_name: string;
  readonly litellm_params: RenderedDeployment["litellm_params"];
  /** Without `id`. */
  readonly model_info: JsonObject;
}

/**
 * `<group>--<slug>-<8 hex>`: an id that names what the deployment is, so that a changed deployment is another one.
 * The hex digits begin the SHA-256 of its RFC 8785 JSON. Frozen with the version of the source format.
 */
export function makeDeploymentId(deployment: UnnamedDeployment): string {
  const hex = sha256(canonicalJson(deployment));
  return `${deployment.model_name}--${slug(deployment.litellm_params.model)}-${hex.slice(0, 8)}`;
}

/** The JSON of RFC 8785: equal values give equal texts. */
export function canonicalJson(value: unknown): string {
  return must(rfc8785(value), "The JSON form of a deployment");
}

function slug(model: string): string {
  return model.toLowerCase().replaceAll(/[^a-z0-9.]+/g, "-");
}
