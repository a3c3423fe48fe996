import type { JsonObject } from "../domain/json.ts";
import type { Environment } from "../domain/project.ts";
import type { WorkersAnswer } from "../domain/proof.ts";
import type { Person } from "../domain/revision.ts";
import type { SourceFiles } from "../domain/source-files.ts";
import type { Status } from "../domain/status.ts";
import type { UnsetVariables } from "../domain/unset-variables.ts";

/** One proxy as it answered. */
export interface ExaminedProxy {
  readonly url: string;
  /** Why it could not be asked; undefined where it answered. */
  readonly failure: { readonly message: string; readonly hint: string } | undefined;
  readonly answer: WorkersAnswer | undefined;
  /** Of the variables that the config refers to, those that each worker lacks that was asked; none where none was. */
  readonly unset: readonly UnsetVariables[];
  /** Whether LiteLLM's own routes take the key for an administrator's; undefined where that was not seen. */
  readonly isAdmin: boolean | undefined;
}

/** The module that this package ships. */
export interface ShippedModule {
  readonly version: string;
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
}

/** What was seen of an environment; checks look at nothing else. */
export interface Facts {
  readonly environment: Environment;
  readonly status: Status;
  /** The rendered config of the head; empty where there is none. */
  readonly config: JsonObject;
  /** Names of the variables that it refers to, sorted. */
  readonly references: readonly string[];
  readonly proxies: readonly ExaminedProxy[];
  readonly shipped: ShippedModule;
  /** Names of the variables that the proxies have; undefined where nobody said. */
  readonly variables: ReadonlySet<string> | undefined;
  /** Kubernetes documents that were found beside the project. */
  readonly manifests: SourceFiles;
  /** Who holds the environment's lock, in words; undefined where nobody does. */
  readonly holder: string | undefined;
  /** Paths that an interrupted switch left as they were before it. */
  readonly leftOver: readonly string[];
  /** Switches that git knows of, and how many of them have a proof note here. */
  readonly switches: { readonly all: number; readonly noted: number };
  readonly actor: Person;
}
