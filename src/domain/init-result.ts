import type { ConfigDifference } from "./config-difference.ts";

/** A LiteLLM config in a file of the folder. */
export interface FoundPlace {
  readonly file: string;
  /** Where it stands in its file; empty where the file is the config. */
  readonly within: string;
}

/** What a folder becomes as a project. The JSON form is a contract. */
export interface InitResult {
  readonly version: 1;
  /** Every config that was found. */
  readonly found: readonly FoundPlace[];
  /** The one that the project is made of; null for a project to start with. */
  readonly source: FoundPlace | null;
  readonly written: boolean;
  /** New files, paths relative to the folder. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Paths of the workflows among them. */
  readonly workflows: readonly string[];
  /** What the rendered config would say otherwise than the one found. */
  readonly differences: readonly ConfigDifference[];
  /** Variables that references of the project stand for secrets by. */
  readonly variables: readonly string[];
}
