import { isJsonArray, isJsonObject } from "../domain/json.ts";
import type { Json, JsonObject } from "../domain/json.ts";

/** The value on one line, in YAML's flow style; every YAML reader, 1.1 or 1.2, reads it back as the same value. */
export function printFlow(value: Json): string {
  if (isJsonArray(value)) return `[${value.map(printFlow).join(", ")}]`;
  if (isJsonObject(value)) return `{${printPairs(value).join(", ")}}`;
  if (typeof value === "string") return printText(value);
  return typeof value === "number" ? printNumber(value) : String(value);
}

/**
 * The entries of a list or mapping, a line or more each, without indentation: to stand beside entries written by hand.
 * A mapping in a list opens up into its keys; what lies deeper is in flow style.
 */
export function printEntries(value: Json): string[] {
  if (isJsonObject(value)) return printPairs(value);
  return isJsonArray(value) ? value.flatMap(printItem) : [printFlow(value)];
}

function printItem(item: Json): string[] {
  const pairs = isJsonObject(item) ? printPairs(item) : [];
  if (pairs.length === 0) return [`- ${printFlow(item)}`];
  return pairs.map((pair, index) => (index === 0 ? `- ${pair}` : `  ${pair}`));
}

function printPairs(mapping: JsonObject): string[] {
  return Object.entries(mapping).map(([key, value]) => `${printText(key)}: ${printFlow(value)}`);
}

/** The value as words in a comment: one line, whatever it holds. */
export function printComment(value: Json): string {
  if (value === null) return "";
  const text = typeof value === "string" ? value : printFlow(value);
  return text.replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029\uFEFF\uFFFE\uFFFF]+/gu, " ").trim();
}

/**
 * Words that no reader takes for anything but text: they begin with a letter, hold nothing that means something
 * in brackets, and are not on the list below. All others are quoted.
 */
const plain = /^[A-Za-z_](?:[A-Za-z0-9_./@+-]|:(?=[A-Za-z0-9_/]))*$/;

/** What some YAML reader takes for a truth value, a number or nothing. */
const meaningful = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;

function printText(text: string): string {
  return plain.test(text) && !meaningful.test(text) ? text : quote(text);
}

/** JSON's quoting is YAML's; escaped besides is what PyYAML takes for a line break, or refuses. */
function quote(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Without an exponent: PyYAML takes `1e-7` for text. */
function printNumber(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  if (!Number.isFinite(value)) return value > 0 ? ".inf" : "-.inf";
  const [mantissa = "", exponent] = String(value).split("e");
  return exponent === undefined ? mantissa : movePoint(mantissa, Number(exponent));
}

/** `1.5` moved by -7 is `0.00000015`. */
function movePoint(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${whole}${fraction}`;
  return `${sign}${whole}${fraction}${"0".repeat(exponent - fraction.length)}`;
}
