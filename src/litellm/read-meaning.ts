import { isJsonObject } from "../domain/json.ts";
import type { Json, JsonObject } from "../domain/json.ts";
import { only } from "../domain/only.ts";
import { compose } from "./yaml11/compose.ts";
import type { ScalarNode, YamlNode } from "./yaml11/compose.ts";
import { construct, scalarValue } from "./yaml11/construct.ts";
import type { Reading } from "./yaml11/construct.ts";
import { Refusal } from "./yaml11/refusal.ts";

/**
 * A config as PyYAML reads it, with what JSON cannot tell apart kept apart: a date is `{"!timestamp": text}`, a whole
 * number that JSON cannot hold `{"!int": digits}`, a key `on` is `!bool on`. Undefined where LiteLLM could not read it.
 */
export function readMeaning(text: string): JsonObject | undefined {
  try {
    const root = compose(text);
    const value = root === undefined ? null : construct(root, asMeant);
    return isJsonObject(value) ? value : undefined;
  } catch (error) {
    only(Refusal, error);
    return undefined;
  }
}

const asMeant: Reading = { scalar: meantValue, key: meantKey };

function meantValue(node: ScalarNode): Json | undefined {
  const value = scalarValue(node);
  if (value === undefined || node.tag === "str") return value;
  const isExact = typeof value !== "number" || !Number.isInteger(value) || Number.isSafeInteger(value);
  return node.tag === "timestamp" || !isExact ? { [`!${node.tag}`]: node.text } : value;
}

function meantKey(node: YamlNode): string | undefined {
  if (node.kind !== "scalar" || scalarValue(node) === undefined) return undefined;
  return node.tag === "str" ? node.text : `!${node.tag} ${node.text}`;
}
