import type { Routing, RoutingDifference } from "./routing.ts";

/** `device:inode:mtime` (nanoseconds), decimal: the very file, not one of the same content. */
export type FileIdentity = string;

/** A file as a proxy reads it. */
export interface DeliveredFile {
  readonly path: string;
  readonly identity: FileIdentity;
  /** SHA-256 of its bytes, hex. */
  readonly sha256: string;
}

/**
 * `starting`: no router yet; `applied`: the file is in force; `refused`: the file was bad, the last good one
 * is in force; `unsupported`: the module cannot change this LiteLLM.
 */
export type WorkerState = "starting" | "applied" | "refused" | "unsupported";

/** What one worker of a proxy says of itself. Written by the Python module; the JSON form is a contract. */
export interface WorkerReport {
  readonly v: 1;
  readonly host: string;
  readonly pid: number;
  /** Version of the reload module. */
  readonly module: string;
  /** LiteLLM's version. */
  readonly litellm: string;
  readonly state: WorkerState;
  /** The file that `state` speaks of. */
  readonly file: DeliveredFile | null;
  /** Read back from the router after the last apply, not copied from the file. Null until a router was seen. */
  readonly routing: Routing | null;
  /** Paths whose change waits for a restart. */
  readonly restart: readonly string[];
  readonly error: string | null;
  /** UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  /** The config is itself a mount (`subPath`, `-v file:file`), so no rename reaches it. Absent in older modules. */
  readonly single_file_mount?: boolean;
  /** SHA-256 of the reload module's own file, hex. Absent in older modules, and where it could not be read. */
  readonly module_sha256?: string;
}

/** What the module's route answers: every live worker of the host that took the call. */
export interface WorkersAnswer {
  readonly v: 1;
  readonly config_path: string;
  readonly workers: readonly WorkerReport[];
  /** `unknown` where the report directory cannot be used: then only the answering worker is listed. */
  readonly others: "known" | "unknown";
}

/** `identity`: this very file; `content`: equal routing, the file's identity cannot be compared; `aliases`: no module, LiteLLM's own route. */
export type ProofStrength = "identity" | "content" | "aliases";

/** What the proxies are to have in force: a delivered file, and what stands in it. */
export interface Expectation {
  readonly file: DeliveredFile;
  readonly routing: Routing;
}

/** Why one worker, or one proxy, does not prove the delivered file. */
export interface Doubt {
  /** URL of the proxy. */
  readonly proxy: string;
  /** `host:pid`; absent where the proxy itself did not answer. */
  readonly worker?: string;
  /** What was seen, one sentence without a full stop. */
  readonly seen: string;
  readonly differences: readonly RoutingDifference[];
}

/** What every live proxy worker said, compared with what was delivered. */
export type Proof =
  | {
      readonly outcome: "proven";
      readonly strength: ProofStrength;
      /** Number of workers that said so. */
      readonly workers: number;
      readonly milliseconds: number;
      /** Paths that need a restart: "live except …". */
      readonly except: readonly string[];
      /** What the proof does not cover, one sentence each without a full stop. */
      readonly caveats: readonly string[];
    }
  | {
      readonly outcome: "unproven";
      readonly workers: number;
      readonly milliseconds: number;
      readonly doubts: readonly Doubt[];
    }
  | { readonly outcome: "not configured" }
  /** Nothing was delivered: the change is up for review. */
  | { readonly outcome: "not asked" };
