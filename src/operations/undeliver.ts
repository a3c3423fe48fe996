import type { Environment } from "../domain/project.ts";
import { readConfig } from "../litellm/read-config.ts";
import { routingOf } from "../litellm/routing-of.ts";
import type { Proof } from "../domain/proof.ts";
import type { World } from "../ports/world.ts";
import { deliverText } from "./deliver-text.ts";

/** Delivers again what was delivered before, and proves it. Throws what the delivery throws. */
export async function undeliver(world: World, environment: Environment, before: string): Promise<Proof> {
  world.progress({ step: "going back", reason: "The change was not proven in time" });
  return deliverText(world, { environment, text: before, routing: routingOf(readConfig(before).config ?? {}) });
}
