import type { Edit, Place, Severity } from "../domain/finding.ts";

/** What a rule says of one place; the code is the rule's. */
export interface RuleFinding {
  readonly place: Place;
  /** What is so: one sentence, capital first, no full stop, values in backticks. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  /** Where it is worse or better than the rule's; LiteLLM's releases differ in what they do with one mistake. */
  readonly severity?: Severity;
  /** What mends it, where that can hardly be meant otherwise. */
  readonly fix?: readonly Edit[] | undefined;
}

/** One kind of mistake, and how to find it in a subject: the sources, or a LiteLLM config. */
export interface Rule<Subject> {
  /** Kebab-case, stable, equal to the name of the rule's file. */
  readonly code: string;
  readonly severity: Severity;
  /** What the rule refuses, one sentence, for lists of rules. */
  readonly summary: string;
  check(subject: Subject): Iterable<RuleFinding>;
}
