/** The types that PyYAML's SafeLoader gives to a scalar, by the end of their tag. */
export type ScalarType = "str" | "bool" | "int" | "float" | "null" | "timestamp" | "merge" | "value";

const bool = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const float =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const int =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const nothing = /^(?:~|null|Null|NULL|)$/;
const timestamp =
  /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)$/;

/** PyYAML's implicit resolvers, in its order. */
const resolvers: readonly (readonly [ScalarType, RegExp])[] = [
  ["bool", bool],
  ["float", float],
  ["int", int],
  ["merge", /^<<$/],
  ["null", nothing],
  ["timestamp", timestamp],
  ["value", /^=$/],
];

/** A word that begins otherwise is text; most words do. */
const suspiciousStart = /^(?:[-+.0-9<~=]|$)/;
const suspiciousWord = /^[yYnNtTfFoO][a-zA-Z]{1,4}$/;

/** What PyYAML takes a plain scalar for. */
export function resolvePlain(text: string): ScalarType {
  if (!suspiciousStart.test(text) && !suspiciousWord.test(text)) return "str";
  return resolvers.find(([, pattern]) => pattern.test(text))?.[0] ?? "str";
}

/** Undefined where PyYAML raises. */
type Construct = (text: string) => string | number | boolean | null | undefined;

const bools = new Map([
  ["yes", true],
  ["no", false],
  ["true", true],
  ["false", false],
  ["on", true],
  ["off", false],
]);

/** SafeLoader has no constructor for a bare `<<` or `=` that is no key. */
const raises: Construct = () => undefined;

/**
 * The value of a scalar by its type, as Python's `json` module would write it; a date, which JSON does not know, stays
 * its text.
 */
export const constructors: Readonly<Record<ScalarType, Construct>> = {
  str: (text) => text,
  null: () => null,
  bool: (text) => bools.get(text.toLowerCase()),
  int: constructInt,
  float: constructFloat,
  timestamp: (text) => (isTimestamp(text) ? text : undefined),
  merge: raises,
  value: raises,
};

function constructInt(text: string): number | undefined {
  const [sign, digits] = unsigned(text);
  if (/^0b[01]+$/.test(digits)) return sign * Number.parseInt(digits.slice(2), 2);
  if (/^0x[0-9a-fA-F]+$/.test(digits)) return sign * Number.parseInt(digits.slice(2), 16);
  if (/^0[0-7]+$/.test(digits)) return sign * Number.parseInt(digits, 8);
  if (/^(?:0|[1-9][0-9]*)$/.test(digits)) return digits === "0" ? 0 : sign * Number(digits);
  return /^[1-9][0-9]*(?::[0-9]+)+$/.test(digits) ? sign * sexagesimal(digits) : undefined;
}

function constructFloat(text: string): number | undefined {
  const [sign, digits] = unsigned(text.toLowerCase());
  if (digits === ".inf") return sign * Number.POSITIVE_INFINITY;
  if (digits === ".nan") return Number.NaN;
  if (/^[0-9]+(?::[0-9]+)+(?:\.[0-9]*)?$/.test(digits)) return sign * sexagesimal(digits);
  return /^(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?$/.test(digits) ? sign * Number(digits) : undefined;
}

function unsigned(text: string): [sign: 1 | -1, digits: string] {
  const digits = text.replaceAll("_", "");
  return [digits.startsWith("-") ? -1 : 1, digits.replace(/^[-+]/, "")];
}

/** `190:20:30` is 190 · 60² + 20 · 60 + 30. */
function sexagesimal(digits: string): number {
  return digits.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}

function isTimestamp(text: string): boolean {
  if (!timestamp.test(text)) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/[^0-9]+/).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day && isTime(hour, minute, second);
}

function isTime(hour: number, minute: number, second: number): boolean {
  return hour < 24 && minute < 60 && second < 60;
}
