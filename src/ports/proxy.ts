import type { WorkersAnswer } from "../domain/proof.ts";

/**
 * One running LiteLLM proxy. Every question throws `variable-unset` where its address or key names a variable that is
 * unset, `proxy-unreachable`, also after `withinMilliseconds`, or `proxy-key-refused`.
 */
export interface Proxy {
  readonly url: string;
  /** Asks the reload module's route. Throws `module-not-loaded` where there is none. */
  workers(withinMilliseconds?: number): Promise<WorkersAnswer>;
  /** The alias map of whichever worker answers, by LiteLLM's own route; for proxies without the module. */
  aliases(withinMilliseconds?: number): Promise<Readonly<Record<string, string>>>;
}
