import { Failure } from "../domain/failure.ts";
import type { PassResult } from "../domain/pass.ts";
import { joinSentences } from "../operations/join-sentences.ts";
import { loadHead } from "../operations/load-head.ts";
import { tryTo } from "../operations/try-to.ts";
import type { World } from "../ports/world.ts";
import { openJudge } from "./judge-commit.ts";
import { runPass } from "./run-pass.ts";
import { openTargetHold } from "./target-hold.ts";

/** What is followed. */
export interface AgentOptions {
  readonly environment: string;
  /** Name of a git remote; absent, the one that the environment pushes to, else `origin`. */
  readonly remote?: string | undefined;
}

/** The one applier of an environment where it runs. */
export interface Agent {
  /** Follows the remote once. Never throws a failure: what the world refuses is said by the conditions. */
  pass(): Promise<PassResult>;
  /** Lets another agent deliver to the same place. */
  close(): Promise<void>;
}

/** Nothing is touched before the first pass. */
export async function openAgent(world: World, { environment, remote: wanted }: AgentOptions): Promise<Agent> {
  const name = wanted ?? (await remoteOf(world, environment));
  const followed = () => world.remote({ push: name });
  const remote = followed();
  if (remote === undefined) throw new Error("A remote that has a name is missing");
  // Whatever is committed here goes where everything comes from.
  const own: World = { ...world, remote: followed };
  const hold = openTargetHold(own, `follow \`${name}\``);
  const judge = openJudge(own.store, environment);
  return {
    close: () => hold.release(),
    async pass() {
      const before = (await own.passes.read(environment))?.conditions ?? [];
      const result = await runPass(own, { environment, remote, judge, hold, before });
      return isElsewhere(result) ? result : remember(own, result);
    },
  };
}

/** Whoever delivers there has a pass of its own to tell of. */
function isElsewhere({ conditions }: PassResult): boolean {
  return conditions.some(({ type, reason }) => type === "Delivered" && reason === "busy");
}

/** A head that cannot be loaded says nothing. */
async function remoteOf({ store }: Pick<World, "store">, environment: string): Promise<string> {
  const state = await tryTo(() => loadHead(store, environment));
  return (state instanceof Failure ? undefined : state.environment.push) ?? "origin";
}

/** What cannot be written down is done all the same. */
async function remember({ passes }: Pick<World, "passes">, result: PassResult): Promise<PassResult> {
  const { due: _due, delivery: _delivery, warnings, ...pass } = result;
  const written = await tryTo(() => passes.write(pass));
  if (!(written instanceof Failure)) return result;
  return { ...result, warnings: [...warnings, joinSentences(written.message, written.hint)] };
}
