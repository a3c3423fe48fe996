import type { ConfigDifference } from "./config-difference.ts";
import type { Finding } from "./finding.ts";

/** Something that stays in the template as it stands in the config, and why. */
export interface LeftByHand {
  readonly kind: "alias" | "group";
  readonly name: string;
  /** Half a sentence: `it stands twice`. */
  readonly reason: string;
}

/** A secret that a reference took the place of. Its value is nowhere in here. */
export interface ReplacedSecret {
  /** Name of the environment variable that has to hold the value. */
  readonly variable: string;
  /** Where it stands in the config. */
  readonly path: readonly (string | number)[];
}

/** What an import made of a config. The JSON form is a contract. */
export interface ImportResult {
  readonly version: 1;
  /** The config: path of its file. */
  readonly source: string;
  /** Whether the files were written; with a finding that is an error, or for a dry run, they were not. */
  readonly written: boolean;
  /** The sources, paths relative to the folder of the project. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly tasks: readonly string[];
  readonly profiles: readonly string[];
  /** The profile in force; null where nothing could be made of the config. */
  readonly active: string | null;
  /** Groups whose deployments the profiles hold. */
  readonly groups: number;
  readonly by_hand: readonly LeftByHand[];
  /** Tasks that no alias of the config names, but the request does. */
  readonly new_tasks: readonly string[];
  /** What the rendered config says otherwise to LiteLLM than the imported one, but for the new tasks. */
  readonly differences: readonly ConfigDifference[];
  readonly secrets: readonly ReplacedSecret[];
  /** Keys that became comments, as LiteLLM never read them. */
  readonly dead_keys: readonly string[];
  /** Why nothing could be made of the config. */
  readonly findings: readonly Finding[];
  /** What `validate` says of the sources, and of the config that they render. */
  readonly validation: { readonly errors: number; readonly warnings: number };
}
