import { providerOf } from "../domain/deployment.ts";
import type { ReplacedSecret } from "../domain/import-result.ts";
import { findSecretShapes, isSecretName } from "../domain/secret.ts";
import { compose } from "../litellm/yaml11/compose.ts";
import type { MappingNode, ScalarNode, YamlNode } from "../litellm/yaml11/compose.ts";

export interface ReplacedSecrets {
  readonly text: string;
  /** In file order. */
  readonly replaced: readonly ReplacedSecret[];
}

interface Secret extends ReplacedSecret {
  readonly node: ScalarNode;
}

/**
 * The text with a reference to an environment variable for each secret that is the whole value of a key; equal values of
 * one kind share a variable. What stands elsewhere, as in a list or a comment, stays. The text is one that PyYAML reads.
 */
export function replaceSecrets(text: string): ReplacedSecrets {
  const root = compose(text);
  const found = root === undefined ? [] : findSecrets(root, [], undefined, new Set());
  const names = new VariableNames(text);
  const secrets = found
    .filter(({ node }) => isReplaceable(text, node))
    .toSorted((a, b) => a.node.start - b.node.start)
    .map(({ node, path, base }): Secret => {
      const variable = path[0] === "environment_variables" ? base : names.nameFor(base, node.text);
      return { node, path, variable };
    });
  return {
    text: secrets.toReversed().reduce((edited, { node, variable }) => {
      return `${edited.slice(0, node.start)}os.environ/${variable}${edited.slice(node.end)}`;
    }, text),
    replaced: secrets.map(({ path, variable }) => ({ path, variable })),
  };
}

interface FoundSecret {
  readonly node: ScalarNode;
  readonly path: ReplacedSecret["path"];
  /** What its variable is best called. */
  readonly base: string;
}

function findSecrets(
  node: YamlNode,
  path: ReplacedSecret["path"],
  owner: MappingNode | undefined,
  seen: Set<YamlNode>,
): FoundSecret[] {
  if (seen.has(node)) return [];
  seen.add(node);
  if (node.kind === "sequence") {
    return node.items.flatMap((item, index) =>
      item.kind === "scalar" ? [] : findSecrets(item, [...path, index], undefined, seen),
    );
  }
  if (node.kind === "mapping") {
    return node.written.flatMap(([key, value]) =>
      key.kind === "scalar" ? findSecrets(value, [...path, key.text], node, seen) : [],
    );
  }
  return owner !== undefined && isSecret(node, path) ? [{ node, path, base: baseName(path, owner) }] : [];
}

function isSecret({ tag, text }: ScalarNode, path: ReplacedSecret["path"]): boolean {
  if (text === "" || tag === "null" || tag === "bool" || text.startsWith("os.environ/")) return false;
  return isSecretName(String(path.at(-1))) || findSecretShapes(text).length > 0;
}

/** A block of text cannot be replaced in place. */
function isReplaceable(text: string, { start, end, text: value }: ScalarNode): boolean {
  return text.slice(start, end) === value || /["']/.test(text.charAt(start));
}

function baseName(path: ReplacedSecret["path"], owner: MappingNode): string {
  const steps = path.filter((step) => typeof step === "string");
  const key = steps.at(-1) ?? "";
  if (steps[0] === "environment_variables") return key;
  if (key === "master_key") return "LITELLM_MASTER_KEY";
  if (key === "database_url") return "DATABASE_URL";
  const model = owner.written.find(([name]) => name.kind === "scalar" && name.text === "model")?.[1];
  const provider = model?.kind === "scalar" ? (providerOf(model.text) ?? "openai") : undefined;
  return variableName(`${provider ?? steps.at(-2) ?? "litellm"}_${key}`);
}

function variableName(text: string): string {
  return text
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, "_")
    .replace(/^(?=\d)/, "_");
}

/** Gives each value of a kind a name of its own, and none that the text refers to already. */
class VariableNames {
  readonly #taken: Set<string>;
  readonly #given = new Map<string, string>();

  constructor(text: string) {
    this.#taken = new Set([...text.matchAll(/os\.environ\/(\w+)/g)].map(([, name = ""]) => name));
  }

  nameFor(base: string, value: string): string {
    const key = `${base} ${value}`;
    const known = this.#given.get(key);
    if (known !== undefined) return known;
    let name = base;
    for (let number = 2; this.#taken.has(name); number += 1) name = `${base}_${number}`;
    this.#taken.add(name);
    this.#given.set(key, name);
    return name;
  }
}
