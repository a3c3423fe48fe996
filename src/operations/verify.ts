import type { DeliveryResult } from "../domain/delivery-result.ts";
import { Failure } from "../domain/failure.ts";
import { readConfig } from "../litellm/read-config.ts";
import { routingOf } from "../litellm/routing-of.ts";
import type { World } from "../ports/world.ts";
import { requireOutput } from "./deliver.ts";
import { proveFile } from "./deliver-text.ts";
import { loadHead } from "./load-head.ts";

/**
 * Waits until every worker of every proxy has in force what lies delivered, and that is what the head holds. Changes
 * nothing. Throws `no-proxies`, and `not-deliverable` where nothing was delivered yet.
 */
export async function verify(world: World, environmentName: string): Promise<DeliveryResult> {
  const state = await loadHead(world.store, environmentName);
  const { head, environment } = state;
  if (environment.proxies.length === 0) throw noProxies(environment.name);
  const { path, ...delivery } = world.delivery(environment);
  const current = await delivery.current();
  if (current === undefined) throw notDelivered(path);
  const routing = routingOf(readConfig(current.text).config ?? {});
  const proof = await proveFile(world, environment, { file: current.file, routing });
  const isHead = current.text === requireOutput(state);
  const doubt = { proxy: path, seen: "The delivered file is not the one that the head holds", differences: [] };
  return {
    version: 1,
    environment: environment.name,
    commit: head.commit,
    profile: environment.active,
    path,
    proof:
      isHead || !("workers" in proof)
        ? proof
        : {
            outcome: "unproven",
            workers: proof.workers,
            milliseconds: proof.milliseconds,
            doubts: [doubt, ...(proof.outcome === "unproven" ? proof.doubts : [])],
          },
    push: null,
    warnings: [],
  };
}

function noProxies(environment: string): Failure {
  return new Failure(
    "no-proxies",
    `Environment \`${environment}\` names no proxies to ask`,
    "List them in its file: `proxies: [{url: os.environ/LITELLM_URL, key: os.environ/LITELLM_MASTER_KEY}]`",
  );
}

function notDelivered(path: string): Failure {
  return new Failure("not-deliverable", `Nothing was delivered to \`${path}\` yet`, "Run `litellm-profiles deliver`");
}
