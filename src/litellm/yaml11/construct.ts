import type { Json } from "../../domain/json.ts";
import type { MappingNode, ScalarNode, YamlNode } from "./compose.ts";
import { Refusal, Unsupported } from "./refusal.ts";
import { constructors } from "./scalar.ts";
import type { ScalarType } from "./scalar.ts";

/** What a scalar stands for, as a value and as a key; undefined where PyYAML cannot construct it. */
export interface Reading {
  readonly scalar: (node: ScalarNode) => Json | undefined;
  readonly key: (node: YamlNode) => string | undefined;
}

/** Most values that a config may hold once its aliases are followed, as LiteLLM follows them. */
const mostValues = 1_000_000;

/** The value of a node, as PyYAML's SafeLoader constructs it. Throws `Refusal`. */
export function construct(node: YamlNode, reading: Reading = asJson): Json {
  return new Constructor(reading).value(node);
}

/**
 * A key as Python's `json` module would write it: `on` is `true`. Undefined for a key that is no scalar, or one that
 * PyYAML cannot construct.
 */
export function keyText(node: YamlNode): string | undefined {
  if (node.kind !== "scalar") return undefined;
  if (node.tag === "str" || node.tag === "value") return node.text;
  const value = scalarValue(node);
  return value === undefined ? undefined : String(value);
}

/** Puts the pairs that `<<` merges in front of the mapping's own, as PyYAML does; a later pair wins. */
function flattenMapping(node: MappingNode): void {
  if (!node.pairs.some(isMerge)) return;
  const merged: MappingNode["pairs"] = [];
  const own = node.pairs.filter((pair) => {
    if (!isMerge(pair)) return true;
    const [, value] = pair;
    for (const source of mergeSources(value)) {
      flattenMapping(source);
      if (merged.length + source.pairs.length > mostValues) throw tooMany(value);
      for (const each of source.pairs) merged.push(each);
    }
    return false;
  });
  node.pairs = [...merged, ...own];
}

function isMerge([key]: MappingNode["pairs"][number]): boolean {
  return key.tag === "merge" && key.kind === "scalar";
}

/** The first of a list wins, so it comes last. */
function mergeSources(value: YamlNode): MappingNode[] {
  if (value.kind === "mapping") return [value];
  if (value.kind === "scalar") throw new Refusal("A merge key `<<` needs a mapping or a list of mappings", value.start);
  return value.items.toReversed().map((item) => {
    if (item.kind === "mapping") return item;
    throw new Refusal("A merge key `<<` needs a mapping or a list of mappings", item.start);
  });
}

class Constructor {
  readonly #reading: Reading;
  /** Values, and how many they hold once aliases are followed, themselves included. */
  readonly #done = new Map<YamlNode, { readonly value: Json; readonly size: number }>();
  readonly #open = new Set<YamlNode>();
  #count = 0;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  value(node: YamlNode): Json {
    const done = this.#done.get(node);
    this.#add(done?.size ?? 1, node);
    if (done !== undefined) return done.value;
    if (node.kind === "scalar") return this.#scalar(node);
    if (this.#open.has(node)) throw new Refusal("An anchor holds itself", node.start);
    this.#open.add(node);
    const before = this.#count - 1;
    const value = node.kind === "sequence" ? this.#sequence(node) : this.#mapping(node);
    this.#open.delete(node);
    this.#done.set(node, { value, size: this.#count - before });
    return value;
  }

  #add(values: number, node: YamlNode): void {
    this.#count += values;
    if (this.#count > mostValues) throw tooMany(node);
  }

  #scalar(node: ScalarNode): Json {
    const value = this.#reading.scalar(node);
    if (value === undefined) throw new Refusal(`\`${node.text}\` cannot be read as \`!!${node.tag}\``, node.start);
    return value;
  }

  #sequence(node: YamlNode & { kind: "sequence" }): Json {
    if (node.tag !== "seq") throw unknownTag(node);
    return node.items.map((item) => this.value(item));
  }

  #mapping(node: MappingNode): Json {
    if (node.tag !== "map") throw unknownTag(node);
    flattenMapping(node);
    const value: Record<string, Json> = {};
    for (const [key, item] of node.pairs) {
      const name = this.#reading.key(key);
      if (name === undefined) throw new Refusal("A key is neither text nor number", key.start);
      setOwn(value, name, this.value(item));
    }
    return value;
  }
}

/** A plain assignment to `__proto__` would set no key. */
function setOwn(target: Record<string, Json>, key: string, value: Json): void {
  if (key === "__proto__") {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    target[key] = value;
  }
}

function isScalarType(tag: string): tag is ScalarType {
  return Object.hasOwn(constructors, tag);
}

export function scalarValue(node: ScalarNode): ReturnType<(typeof constructors)[ScalarType]> {
  if (!isScalarType(node.tag)) throw unknownTag(node);
  return constructors[node.tag](node.text);
}

/** Types of PyYAML that JSON does not have. */
const pythonTypes: ReadonlySet<string> = new Set(["binary", "omap", "pairs", "set"]);

function unknownTag({ tag, start }: YamlNode): Refusal {
  if (pythonTypes.has(tag)) return new Unsupported(`Tag \`!!${tag}\` makes a value that JSON does not have`, start);
  return new Refusal(`Tag \`${tag}\` is not one that a config can hold`, start);
}

const asJson: Reading = { scalar: scalarValue, key: keyText };

function tooMany({ start }: YamlNode): Refusal {
  return new Refusal(`Aliases expand to more than ${mostValues} values`, start);
}
