import { execFileSync } from "node:child_process";

import type { Json } from "../../src/domain/json.ts";

/** What PyYAML makes of a text: a value, or the error it raises. */
export type PyYamlAnswer = { readonly value: Json } | { readonly error: string };

/**
 * Reads texts with the real PyYAML's SafeLoader. Numbers come back as text in `{"$number": …}`, so that NaN and
 * infinities survive; keys as Python's `json` module writes them; dates as their text.
 */
const program = `
import json, sys, yaml
class Loader(yaml.SafeLoader): pass
def timestamp(self, node):
    yaml.SafeLoader.construct_yaml_timestamp(self, node)
    return node.value
Loader.add_constructor("tag:yaml.org,2002:timestamp", timestamp)
def number(value):
    if isinstance(value, float) and value != value: return "NaN"
    if value in (float("inf"), -float("inf")): return "Infinity" if value > 0 else "-Infinity"
    return str(int(value)) if value == int(value) and abs(value) < 1e21 else repr(value)
def key(value):
    if isinstance(value, str): return value
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else "null" if value is None else number(value)
def plain(value):
    if isinstance(value, dict): return {key(k): plain(v) for k, v in value.items()}
    if isinstance(value, list): return [plain(v) for v in value]
    if isinstance(value, (int, float)) and not isinstance(value, bool): return {"$number": number(value)}
    return value
def read(text):
    try: return {"value": plain(yaml.load(text, Loader=Loader))}
    except Exception as error: return {"error": str(error)}
json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)
`;

/** `python` is an interpreter that can import PyYAML. */
export function readWithPyYaml(python: string, texts: readonly string[]): PyYamlAnswer[] {
  const answer = execFileSync(python, ["-c", program], {
    input: JSON.stringify(texts),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const answers: PyYamlAnswer[] = JSON.parse(answer, (key, value: string) =>
    key === "$number" ? numberText(Number(value)) : value,
  );
  return answers;
}

/** A value in the form in which `readWithPyYaml` gives it. */
export function inPyYamlForm(value: Json): Json {
  if (typeof value === "number") return { $number: numberText(value) };
  if (Array.isArray(value)) return value.map(inPyYamlForm);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inPyYamlForm(item)]));
}

function numberText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
}
