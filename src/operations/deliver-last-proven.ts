import type { Proof } from "../domain/proof.ts";
import type { World } from "../ports/world.ts";
import { findLastProven } from "./find-last-proven.ts";
import { findBrokenGlass, refuseOverridden } from "./find-override.ts";
import { requireOutput } from "./require-output.ts";
import { takeTurn } from "./take-turn.ts";
import { undeliver } from "./undeliver.ts";

/**
 * Delivers what was proven last in an environment, other than the head's config, which was taken back. Null where no
 * such config is known. Throws `overridden`, and what the delivery throws.
 */
export async function deliverLastProven(
  world: World,
  environmentName: string,
  { endsOverride = false }: { readonly endsOverride?: boolean } = {},
): Promise<Proof | null> {
  const turn = { environment: environmentName, what: `deliver \`${environmentName}\`` };
  return takeTurn(world, turn, async (state) => {
    if (!endsOverride) refuseOverridden(world, state, await findBrokenGlass(world, state));
    const { environment } = state;
    const good = await findLastProven(world.store, { environment, text: requireOutput(state) });
    return good === undefined ? null : undeliver(world, environment, good);
  });
}
