import { isJsonArray, isJsonObject, type Json } from "../../domain/json.ts";
import type { WorkersAnswer } from "../../domain/proof.ts";
import type { UnsetVariables } from "../../domain/unset-variables.ts";

/** What the reload module's route answered; undefined where it is something else, or of another version. */
export function readWorkers(json: Json): WorkersAnswer | undefined {
  return isAnswer(json) ? json : undefined;
}

/** Which variables the worker that answers lacks, which is the first; nothing of an older module. */
export function readUnset(json: Json): readonly UnsetVariables[] | undefined {
  if (!isJsonObject(json) || !isAnswer(json)) return undefined;
  const [first] = json.workers;
  const names = json["unset"];
  if (first === undefined || names === undefined) return [];
  return isTexts(names) ? [{ worker: `${first.host}:${first.pid}`, names }] : undefined;
}

function isAnswer(json: Json): json is Json & WorkersAnswer {
  if (!isJsonObject(json) || json["v"] !== 1 || !isJsonArray(json["workers"])) return false;
  return json["workers"].every(isWorker);
}

function isWorker(json: Json): boolean {
  if (!isJsonObject(json) || typeof json["host"] !== "string" || typeof json["pid"] !== "number") return false;
  if (!["boolean", "undefined"].includes(typeof json["single_file_mount"])) return false;
  if (!["string", "undefined"].includes(typeof json["module_sha256"])) return false;
  return (
    typeof json["state"] === "string" && isFile(json["file"]) && isRouting(json["routing"]) && isTexts(json["restart"])
  );
}

function isFile(json: Json | undefined): boolean {
  if (json === null) return true;
  return isJsonObject(json) && ["path", "identity", "sha256"].every((key) => typeof json[key] === "string");
}

function isRouting(json: Json | undefined): boolean {
  if (json === null) return true;
  return isJsonObject(json) && isJsonObject(json["aliases"]) && isJsonArray(json["fallbacks"]) && isTexts(json["ids"]);
}

function isTexts(json: Json | undefined): json is string[] {
  return isJsonArray(json) && json.every((item) => typeof item === "string");
}

/** The alias map in LiteLLM's answer about its callbacks; its long form is reduced to the group. */
export function readAliases(json: Json): Readonly<Record<string, string>> | undefined {
  const settings = isJsonObject(json) ? json["router_settings"] : undefined;
  if (!isJsonObject(settings)) return undefined;
  const aliases = settings["model_group_alias"] ?? {};
  if (!isJsonObject(aliases)) return undefined;
  return Object.fromEntries(
    Object.entries(aliases).flatMap(([name, target]) => {
      const group = isJsonObject(target) ? target["model"] : target;
      return typeof group === "string" ? [[name, group]] : [];
    }),
  );
}
