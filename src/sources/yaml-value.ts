import { isAlias, isMap, isScalar, isSeq } from "yaml";
import type { Alias, Node, Pair, Scalar, YAMLMap } from "yaml";
import type { Json } from "../domain/json.ts";
import { must, mustBe } from "../domain/must.ts";
import type { ParsedYaml } from "./parse-yaml.ts";

/** Most values that a document may hold once its aliases are followed. */
const mostValues = 100_000;

/** Something in the document that JSON cannot say. */
export interface YamlProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

interface Converted {
  readonly value: Json;
  /** Number of values in it, aliases followed. */
  readonly size: number;
}

/** The document as a JSON value, and what JSON cannot say of it. Aliases share one value, so that a bomb costs nothing. */
export function valueOf(document: ParsedYaml): { readonly value: Json; readonly problems: readonly YamlProblem[] } {
  const conversion = new Conversion();
  const { value } = conversion.convert(document.contents);
  return { value, problems: conversion.problems };
}

class Conversion {
  readonly problems: YamlProblem[] = [];
  readonly #anchors = new Map<string, Converted>();

  convert(node: Node | null | undefined): Converted {
    if (node === null || node === undefined) return { value: null, size: 1 };
    if (isAlias(node)) return this.#follow(node.source, node);
    const converted = this.#withinLimit(this.#convertContent(node), node);
    if ("anchor" in node && node.anchor !== undefined) this.#anchors.set(node.anchor, converted);
    return converted;
  }

  #convertContent(node: Exclude<Node, Alias>): Converted {
    if (isMap<Node, Node | null>(node)) return this.#convertMap(node);
    if (isSeq<Node>(node)) {
      const items = node.items.map((item) => this.convert(item));
      return { value: items.map((item) => item.value), size: sizeOf(items) };
    }
    return { value: this.#convertScalar(mustBe(node, isScalar, "A node")), size: 1 };
  }

  #convertMap(node: YAMLMap<Node, Node | null>): Converted {
    const entries = node.items.map((pair) => [this.#keyOf(pair), this.convert(pair.value)] as const);
    const value = Object.fromEntries(entries.map(([key, converted]) => [key, converted.value]));
    return { value, size: sizeOf(entries.map(([, converted]) => converted)) };
  }

  #keyOf({ key }: Pair<Node, Node | null>): string {
    if (isScalar(key)) return String(key.value);
    this.#report(key, "A key must be text");
    return "";
  }

  #convertScalar(node: Scalar): Json {
    const { value } = node;
    if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
    if (typeof value === "number" && Number.isFinite(value) && isExact(value)) return value === 0 ? 0 : value;
    this.#report(node, "The value is no text, true, false, null or number that JSON can hold exactly");
    return null;
  }

  #follow(anchor: string, node: Node): Converted {
    const target = this.#anchors.get(anchor);
    if (target === undefined) this.#report(node, `Alias \`*${anchor}\` names no anchor before it`);
    return target === undefined ? { value: null, size: 1 } : this.#withinLimit(target, node);
  }

  #withinLimit(converted: Converted, node: Node): Converted {
    if (converted.size <= mostValues) return converted;
    this.#report(node, `Aliases expand to more than ${mostValues} values`);
    return { value: null, size: 1 };
  }

  #report(node: Node, message: string): void {
    const [start, end] = must(node.range, "The place of a node");
    this.problems.push({ start, end, message });
  }
}

function isExact(value: number): boolean {
  return !Number.isInteger(value) || Number.isSafeInteger(value);
}

function sizeOf(parts: readonly Converted[]): number {
  return parts.reduce((sum, part) => sum + part.size, 1);
}
