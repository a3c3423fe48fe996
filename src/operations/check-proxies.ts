import { Failure } from "../domain/failure.ts";
import type { WorkersAnswer } from "../domain/proof.ts";
import type { Environment } from "../domain/project.ts";
import type { Proxy } from "../ports/proxy.ts";
import type { World } from "../ports/world.ts";
import { tryTo } from "./try-to.ts";

/**
 * Asks every proxy of an environment before anything changes: that it answers, takes the key, and runs the module.
 * Returns a failure for each that does not.
 */
export async function checkProxies(
  { proxies, progress }: Pick<World, "proxies" | "progress">,
  environment: Environment,
): Promise<readonly Failure[]> {
  const asked = proxies(environment);
  if (asked.length > 0) progress({ step: "preflight", proxies: asked.length });
  const answers = await Promise.all(asked.map(checkProxy));
  return answers.filter((failure) => failure !== undefined);
}

async function checkProxy(proxy: Proxy): Promise<Failure | undefined> {
  const answer = await tryTo(() => proxy.workers());
  return answer instanceof Failure ? answer : refuseUnsupported(proxy, answer);
}

function refuseUnsupported({ url }: Proxy, { workers }: WorkersAnswer): Failure | undefined {
  const worker = workers.find(({ state }) => state === "unsupported");
  if (worker === undefined) return undefined;
  return new Failure(
    "module-not-loaded",
    `The reload module of proxy \`${url}\` cannot change LiteLLM ${worker.litellm}`,
    worker.error ?? "Run a LiteLLM release that this version supports",
  );
}
