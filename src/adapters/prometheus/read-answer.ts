import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../domain/json.ts";
import { only } from "../../domain/only.ts";
import type { Answer } from "../ask-server.ts";

/** One element of an instant vector. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The `data` of an answer of Prometheus' API. Throws an `Error` that says what came instead. */
export function readData({ status, text }: Answer): Json {
  const answer = parse(text);
  if (answer["status"] === "success" && answer["data"] !== undefined) return answer["data"];
  const { error } = answer;
  throw new Error(typeof error === "string" ? error : `it answered with status ${status}, and not as Prometheus does`);
}

export function readVector(data: Json): Sample[] {
  return listIn(data, "result").flatMap((element) => {
    const { metric, value } = isJsonObject(element) ? element : {};
    const number = isJsonArray(value) ? Number(value[1]) : Number.NaN;
    return Number.isFinite(number) ? [{ labels: textsIn(metric), value: number }] : [];
  });
}

/** Names of the metrics that targets announce, `_total` left away as OpenMetrics does. */
export function readFamilies(data: Json): Set<string> {
  const entries = isJsonArray(data) ? data : [];
  const names = entries.map((entry) => textsIn(entry)["metric"] ?? "");
  return new Set(names.map(familyOf));
}

export function familyOf(metric: string): string {
  return metric.replace(/_total$/, "");
}

function parse(text: string): JsonObject {
  try {
    const value: Json = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch (error) {
    only(SyntaxError, error);
    return {};
  }
}

function listIn(value: Json, key: string): readonly Json[] {
  const list = isJsonObject(value) ? value[key] : undefined;
  return isJsonArray(list) ? list : [];
}

function textsIn(value: Json | undefined): Record<string, string> {
  const entries = Object.entries(isJsonObject(value) ? value : {});
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
