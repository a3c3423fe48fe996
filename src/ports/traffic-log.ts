import type { TrafficEntry } from "../domain/traffic.ts";

/** What the proxies of each environment have counted, sample by sample. What is lost was statistics, and nothing else. */
export interface TrafficLog {
  /** Throws `target-not-writable`. */
  append(environment: string, entries: readonly TrafficEntry[]): Promise<void>;
  /** In the order in which it was written; nothing where there is none. */
  read(environment: string): Promise<readonly TrafficEntry[]>;
}
