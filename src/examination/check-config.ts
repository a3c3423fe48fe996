import type { Check } from "../domain/examination.ts";
import { isJsonObject } from "../domain/json.ts";
import type { JsonObject } from "../domain/json.ts";
import type { UnsetVariables } from "../domain/unset-variables.ts";
import type { Facts } from "./facts.ts";
import { counted, makeCheck } from "./make-check.ts";

/** Whether LiteLLM lays settings of a database over those of the file. */
export function checkDatabase({ config }: Facts): Check[] {
  const general = section(config, "general_settings");
  if (general["store_model_in_db"] === true) {
    const message = "`store_model_in_db` is on: models and settings of the database lie over those of the file";
    return [makeCheck("database", "error", message, "Remove it, also the variable `STORE_MODEL_IN_DB` of the proxy")];
  }
  const message =
    "The config keeps no models in a database; whether `STORE_MODEL_IN_DB` is set for the proxy is not seen here";
  return [makeCheck("database", "unknown", message)];
}

/** Whether answers are cached, and by what. */
export function checkCache({ config }: Facts): Check[] {
  const settings = section(config, "litellm_settings");
  if (settings["cache"] !== true) return [makeCheck("cache", "ok", "The response cache is off in the config")];
  const { type } = section(settings, "cache_params");
  if (typeof type === "string" && type.includes("semantic")) {
    const message = `The cache is semantic (\`${type}\`): a proof does not cover what it answers`;
    return [makeCheck("cache", "warning", message, "Use another `cache_params.type`, or empty it after a switch")];
  }
  return [makeCheck("cache", "ok", "The response cache is on; the module keeps answers apart by deployment")];
}

/** Whether the proxies have the variables that the config refers to. */
export function checkVariables({ references: names, variables, proxies }: Facts): Check[] {
  if (names.length === 0) return [makeCheck("variables", "ok", "The config refers to no variables")];
  const seen = proxies.flatMap(({ url, unset }) => unset.map((worker) => checkWorker(worker, url, names.length)));
  if (variables === undefined && seen.length > 0) return seen;
  return [...seen, checkListed(names, variables)];
}

function checkWorker({ worker, names }: UnsetVariables, proxy: string, asked: number): Check {
  const place = `worker \`${worker}\` of proxy \`${proxy}\``;
  if (names.length === 0) return makeCheck("variables", "ok", `${counted(asked, "variable")} are set in ${place}`);
  const message = `${names.join(", ")} ${names.length === 1 ? "is" : "are"} unset in ${place}`;
  return makeCheck("variables", "error", message, "Set what is missing where the proxy runs, and restart it once");
}

function checkListed(names: readonly string[], variables: Facts["variables"]): Check {
  if (variables === undefined) {
    const message = `${counted(names.length, "variable")} of the proxy cannot be seen here: ${names.join(", ")}`;
    return makeCheck("variables", "unknown", message, "Name the file that sets them: `--variables FILE`");
  }
  const missing = names.filter((name) => !variables.has(name));
  if (missing.length === 0) return makeCheck("variables", "ok", `All ${counted(names.length, "variable")} are set`);
  const message = `${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} unset`;
  return makeCheck("variables", "error", message, "Set what is missing where the proxy runs");
}

function section(config: JsonObject, name: string): JsonObject {
  const value = config[name];
  return isJsonObject(value) ? value : {};
}
