import type { DeliveredFile } from "../domain/proof.ts";

/** A config that lies delivered. */
export interface DeliveredConfig {
  readonly file: DeliveredFile;
  readonly text: string;
}

/** The place from which the proxies of one environment read their config; taken anew for each delivery. */
export interface Delivery {
  /** Absolute path of the file that the proxies read. */
  readonly path: string;
  /** Throws what `deliver` would throw, while nothing has changed yet; `deliver` then relies on it. */
  check(): Promise<void>;
  /**
   * Puts the text there by one rename, keeping the last 10 versions beside it. Equal bytes are still a new file
   * (a new identity). Throws `target-not-writable`, or `not-deliverable` for a path that git tracks, a directory or a
   * symbolic link.
   */
  deliver(text: string): Promise<DeliveredFile>;
  /** What lies there now; undefined where nothing was ever delivered. */
  current(): Promise<DeliveredConfig | undefined>;
}
