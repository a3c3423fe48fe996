import type { JsonObject } from "../../src/domain/json.ts";
import type { Bench } from "./bench.ts";

/** One line of the benchmark's table. */
export interface Measurement {
  readonly what: string;
  /** What was measured, with units. */
  readonly measured: string;
  /** The number to reach; empty where there is none. */
  readonly goal: string;
  /** Null where there is no goal. */
  readonly reached: boolean | null;
  /** The numbers behind the text, and the parts that they consist of. */
  readonly details: JsonObject;
}

/** One subject of the benchmark. */
export interface Row {
  /** For `--only`. */
  readonly name: string;
  readonly measure: (bench: Bench) => Promise<readonly Measurement[]>;
}
