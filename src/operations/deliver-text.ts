import { Failure } from "../domain/failure.ts";
import type { Environment } from "../domain/project.ts";
import type { Expectation, Proof } from "../domain/proof.ts";
import type { Routing } from "../domain/routing.ts";
import type { Delivery } from "../ports/delivery.ts";
import type { World } from "../ports/world.ts";
import type { Stopwatch } from "./stopwatch.ts";
import { verifyLive } from "./verify-live.ts";

/** A config to put in force. */
export interface Deliverance {
  readonly environment: Environment;
  readonly text: string;
  readonly routing: Routing;
  /** One that was checked before; absent, it is taken anew. */
  readonly delivery?: Delivery;
}

/** Delivers a config and waits for its proof. Throws what the delivery throws. */
export async function deliverText(world: World, deliverance: Deliverance, stopwatch?: Stopwatch): Promise<Proof> {
  const { environment, text, routing, delivery = world.delivery(environment) } = deliverance;
  const file = await delivery.deliver(text);
  world.progress({ step: "delivered", path: delivery.path });
  stopwatch?.lap("deliver");
  const proof = await proveFile(world, environment, { file, routing });
  stopwatch?.lap("prove");
  return proof;
}

/** Waits for the proof of a file that is delivered already. */
export async function proveFile(world: World, environment: Environment, expected: Expectation): Promise<Proof> {
  if (environment.proxies.length > 0) {
    world.progress({ step: "proving", seconds: environment.deliver.proveWithinSeconds });
  }
  const proof = await verifyLive(world, environment, expected);
  world.progress({ step: "proof", proof });
  return proof;
}

/** As `deliverText`, where a commit was made already: what the delivery throws is a doubt like any other. */
export async function tryDeliverText(world: World, deliverance: Deliverance, stopwatch?: Stopwatch): Promise<Proof> {
  try {
    return await deliverText(world, deliverance, stopwatch);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { path } = world.delivery(deliverance.environment);
    const doubt = { proxy: path, seen: error.message, differences: [] };
    return { outcome: "unproven", workers: 0, milliseconds: 0, doubts: [doubt] };
  }
}
