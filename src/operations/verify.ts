import type { DeliveryResult } from "../domain/delivery-result.ts";
import { Failure } from "../domain/failure.ts";
import type { Proof } from "../domain/proof.ts";
import { readConfig } from "../litellm/read-config.ts";
import { routingOf } from "../litellm/routing-of.ts";
import type { Delivery } from "../ports/delivery.ts";
import type { World } from "../ports/world.ts";
import { requireOutput } from "./require-output.ts";
import { proveFile } from "./deliver-text.ts";
import { loadHead, type HeadState } from "./load-head.ts";
import { requireNamed } from "./require-named.ts";
import { nobody, tellProofInTurn } from "./tell-proof.ts";

export interface VerifyOptions {
  /** Whether pull requests are told. */
  readonly tell?: boolean;
}

const lookMilliseconds = 200;

/**
 * Waits until what the head holds lies delivered, by whoever delivers it, and every worker of every proxy has it in force.
 * Changes nothing there; with `tell` the pull request that brought the head is told, and the one that asks for its undoing is
 * withdrawn or opened. Throws `no-proxies`, and `not-deliverable` where nothing was delivered yet.
 */
export async function verify(
  world: World,
  environmentName: string,
  { tell = false }: VerifyOptions = {},
): Promise<DeliveryResult> {
  const state = await loadHead(world.store, environmentName);
  const { head, environment } = state;
  if (environment.proxies.length === 0) throw noProxies(environment.name);
  const delivery = world.delivery(environment);
  const { path } = delivery;
  const wanted = requireOutput(state);
  requireNamed(state, wanted);
  const current = await awaitDelivered(world, { state, delivery, wanted });
  if (current === undefined) throw notDelivered(path);
  const routing = routingOf(readConfig(current.text).config ?? {});
  const proof = await proveFile(world, environment, { file: current.file, routing });
  const isHead = current.text === wanted;
  const seen = isHead ? proof : otherwise(proof, path);
  const told = tell ? await tellProofInTurn(world, environment.name, { proof: seen, isBack: false }) : nobody;
  return {
    version: 1,
    environment: environment.name,
    commit: head.commit,
    profile: environment.active,
    path,
    proof: seen,
    way_back: null,
    push: null,
    ...told,
  };
}

interface Awaited {
  readonly state: HeadState;
  readonly delivery: Delivery;
  readonly wanted: string;
}

/** What lies there at last; a mounted ConfigMap follows a commit after a minute or so. */
async function awaitDelivered({ clock }: Pick<World, "clock">, { state, delivery, wanted }: Awaited) {
  const deadline = clock.elapsed() + state.environment.deliver.proveWithinSeconds * 1000;
  for (;;) {
    const current = await delivery.current();
    if (current === undefined || current.text === wanted || clock.elapsed() >= deadline) return current;
    await clock.sleep(lookMilliseconds);
  }
}

/** What the workers have in force is another file than the head holds. */
function otherwise(proof: Proof, path: string): Proof {
  if (!("workers" in proof)) return proof;
  const { workers, milliseconds } = proof;
  const doubt = { proxy: path, seen: "The delivered file is not the one that the head holds", differences: [] };
  const doubts = [doubt, ...(proof.outcome === "unproven" ? proof.doubts : [])];
  return { outcome: "unproven", workers, milliseconds, doubts };
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
