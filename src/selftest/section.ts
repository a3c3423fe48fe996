import type { Found } from "./found.ts";
import type { Installation } from "./installation.ts";

/** One thing that has to be so. It throws a `Mismatch`, or an error of the client, where it is not. */
export interface Check {
  /** One clause, values in backticks. */
  readonly name: string;
  run(): Promise<void>;
}

/** Checks that belong together; they run in this order, and what one has seen the next ones may use. */
export interface Section {
  readonly name: string;
  checks(installation: Installation, found: Found): readonly Check[];
}
