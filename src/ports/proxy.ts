import type { WorkersAnswer } from "../domain/proof.ts";

/** One running LiteLLM proxy. Throws `proxy-unreachable`, `proxy-key-refused` or, for `workers`, `module-not-loaded`. */
export interface Proxy {
  readonly url: string;
  /** Asks the reload module's route. */
  workers(): Promise<WorkersAnswer>;
  /** The alias map of whichever worker answers, by LiteLLM's own route; for proxies without the module. */
  aliases(): Promise<Readonly<Record<string, string>>>;
}
