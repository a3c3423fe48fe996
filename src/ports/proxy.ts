import type { ProbeAnswer, ProbeQuestion } from "../domain/probe.ts";
import type { WorkersAnswer } from "../domain/proof.ts";
import type { UnsetVariables } from "../domain/unset-variables.ts";

/**
 * One running LiteLLM proxy. Every question throws `variable-unset` where its address or key names a variable that is
 * unset, `proxy-unreachable`, also after `withinMilliseconds`, or `proxy-key-refused`.
 */
export interface Proxy {
  readonly url: string;
  /** Asks the reload module's route. Throws `module-not-loaded` where there is none. */
  workers(withinMilliseconds?: number): Promise<WorkersAnswer>;
  /**
   * Which of some variables are unset in the worker that answers, or in one of each address; none where the module is
   * older than this question. Throws `module-not-loaded`.
   */
  unset(names: readonly string[], withinMilliseconds?: number): Promise<readonly UnsetVariables[]>;
  /** The alias map of whichever worker answers, by LiteLLM's own route; for proxies without the module. */
  aliases(withinMilliseconds?: number): Promise<Readonly<Record<string, string>>>;
  /**
   * Has a group's models answer one tiny call, past the response cache and without fallbacks. Whatever keeps an answer
   * away, a key that the provider refuses as well as one that the proxy refuses, is what was seen.
   */
  probe(question: ProbeQuestion, withinMilliseconds?: number): Promise<ProbeAnswer>;
  /** What one process of each address has counted, in Prometheus' text format. Throws `no-metrics` where it counts nothing. */
  metrics(withinMilliseconds?: number): Promise<readonly string[]>;
}
