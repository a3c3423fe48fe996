import type { Environment } from "../domain/project.ts";
import type { World } from "../ports/world.ts";

/** The place to which an agent alone delivers, from its first delivery on until it ends. */
export interface TargetHold {
  /** Takes it, where it is not held already; the place may be another one since the last commit. Throws `busy`. */
  ensure(environment: Environment): Promise<void>;
  release(): Promise<void>;
}

interface Held {
  readonly path: string;
  readonly release: () => Promise<void>;
}

/** `what` is told to others who come: "follow `origin`". */
export function openTargetHold(world: Pick<World, "target" | "delivery">, what: string): TargetHold {
  let held: Held | undefined;

  async function release(): Promise<void> {
    const last = held;
    held = undefined;
    await last?.release();
  }

  return {
    release,
    async ensure(environment) {
      const { path } = world.delivery(environment);
      if (held?.path === path) return;
      await release();
      held = await take({
        path,
        hold: (work) => world.target(environment).hold(what, work),
        onLost: () => (held = undefined),
      });
    },
  };
}

interface Taking {
  readonly path: string;
  readonly hold: (work: () => Promise<void>) => Promise<void>;
  /** Somebody else has it now. */
  readonly onLost: () => void;
}

function take({ path, hold, onLost }: Taking): Promise<Held> {
  return new Promise((resolve, reject) => {
    let letGo: (() => void) | undefined;
    const kept = new Promise<void>((done) => {
      letGo = done;
    });
    const ended = hold(async () => {
      resolve({ path, release });
      await kept;
    });
    async function release(): Promise<void> {
      letGo?.();
      await settled;
    }
    const settled = ended.catch((error: unknown) => {
      onLost();
      reject(error);
    });
  });
}
