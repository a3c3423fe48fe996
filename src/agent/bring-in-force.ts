import type { DeliveryResult } from "../domain/delivery-result.ts";
import type { Observation } from "../domain/pass.ts";
import type { Proof } from "../domain/proof.ts";
import { readConfig } from "../litellm/read-config.ts";
import { routingOf } from "../litellm/routing-of.ts";
import { deliver } from "../operations/deliver.ts";
import { deliverLastProven } from "../operations/deliver-last-proven.ts";
import { findLastProven } from "../operations/find-last-proven.ts";
import { findLastOutcome, type LastOutcome } from "../operations/find-last-outcome.ts";
import { findBrokenGlass, refuseOverridden } from "../operations/find-override.ts";
import type { HeadState } from "../operations/load-head.ts";
import { requireOutput } from "../operations/require-output.ts";
import { requireProxies } from "../operations/require-proxies.ts";
import { lookLive } from "../operations/verify-live.ts";
import type { DeliveredConfig } from "../ports/delivery.ts";
import type { World } from "../ports/world.ts";
import { denied, observed, short } from "./observe.ts";

/** How an environment stands after its head was seen to. */
export interface InForce {
  /** `Delivered` and `Proven`. */
  readonly seen: readonly Observation[];
  /** Null where nothing had to be delivered or proven. */
  readonly delivery: DeliveryResult | null;
}

/**
 * Delivers and proves the head's config where that is missing. What was noted as not proven, and taken back since, is
 * not tried again: a later commit has to bring it. Throws what `deliver` throws, and `proxy-unreachable` before anything
 * changes.
 */
export async function bringInForce(world: World, state: HeadState): Promise<InForce> {
  const { environment } = state;
  const text = requireOutput(state);
  const current = await world.delivery(environment).current();
  const noted = await findLastOutcome(world.store, state, text);
  if (current?.text !== text) return replace(world, state, { current, noted });
  const routing = routingOf(readConfig(text).config ?? {});
  const proof = await lookLive(world, environment, { file: current.file, routing });
  if (isMissing(proof, noted) || (await isLeftHalfway(world, state, { proof, noted, text })))
    return told(state, await deliver(world, environment.name, { onlyOnce: true }));
  return { seen: [delivered(state, "unchanged", current.file.path), provenBy(proof)], delivery: null };
}

interface Standing {
  /** What lies there; undefined where nothing does. */
  readonly current: DeliveredConfig | undefined;
  readonly noted: LastOutcome | undefined;
}

/** What lies there is something else, or nothing. */
async function replace(world: World, state: HeadState, { current, noted }: Standing): Promise<InForce> {
  // What nothing lies in place of, and is noted as unproven, was not taken back: it is gone with its place.
  if (noted?.outcome === "reverted" || (noted?.outcome === "unproven" && current !== undefined && !noted.wasProven)) {
    if (current === undefined) return fillUndone(world, state, noted.commit);
    refuseOverridden(world, state, await findBrokenGlass(world, state));
    return leftUndone(noted.commit);
  }
  // The first delivery may be what a proxy waits for to start.
  if (current !== undefined) await requireProxies(world, state.environment);
  return told(state, await deliver(world, state.environment.name, { onlyOnce: true }));
}

/** Whether there is something to say of a config that lies there already. */
function isMissing({ outcome }: Proof, noted: LastOutcome | undefined): boolean {
  if (outcome === "not configured") return false;
  return noted === undefined || (outcome === "proven" && noted.outcome !== "proven");
}

interface Noted {
  readonly proof: Proof;
  readonly noted: LastOutcome | undefined;
  readonly text: string;
}

/**
 * It was never proven, and whoever noted that was killed, or kept by a full disk, before they had put back what was there
 * before.
 */
async function isLeftHalfway(
  { store }: World,
  { environment }: HeadState,
  { proof, noted, text }: Noted,
): Promise<boolean> {
  const isBad = noted !== undefined && !noted.wasProven && proof.outcome === "unproven";
  if (!isBad || environment.deliver.whenUnproven !== "revert") return false;
  return (await findLastProven(store, { environment, text })) !== undefined;
}

function told(state: HeadState, delivery: DeliveryResult): InForce {
  const { proof, way_back: back, path } = delivery;
  if (back === null) return { seen: [delivered(state, "delivered", path), provenBy(proof)], delivery };
  const words =
    back.outcome === "proven"
      ? "What was there before is back, and proven"
      : "What was there before is back, and not proven either";
  const undone = denied(
    "Delivered",
    "undone",
    `Commit ${short(state.head.commit)} was not proven in time. ${words}. ${nextWords}`,
  );
  return { seen: [undone, provenBy(proof)], delivery };
}

function leftUndone(tried: string, words = ""): InForce {
  const message = `Commit ${short(tried)} was not proven when it was tried, and is not tried again. ${words}${nextWords}`;
  return { seen: [denied("Delivered", "undone", message)], delivery: null };
}

/** It went back, and what it gave way to is gone with its place: the newest proof in git says what was good. */
async function fillUndone(world: World, { environment }: HeadState, tried: string): Promise<InForce> {
  const { path } = world.delivery(environment);
  const proof = await deliverLastProven(world, environment.name);
  if (proof === null) {
    return leftUndone(tried, `Nothing lies at \`${path}\`, and no config is known that was proven before. `);
  }
  const words = `Nothing lay at \`${path}\` any more, so what was proven last lies there now. `;
  const { seen, delivery } = leftUndone(tried, words);
  return { seen: [...seen, provenBy(proof)], delivery };
}

const nextWords = "Undo it by `litellm-profiles rollback`, or commit what shall be in force instead";

function delivered({ head, environment }: HeadState, reason: string, path: string): Observation {
  return observed("Delivered", reason, `\`${environment.active}\` of commit ${short(head.commit)} lies at \`${path}\``);
}

function provenBy(proof: Proof): Observation {
  if (proof.outcome === "proven") {
    return observed(
      "Proven",
      "proven",
      `${proof.workers} ${proof.workers === 1 ? "worker has" : "workers have"} it in force`,
    );
  }
  if (proof.outcome === "unproven") {
    return denied("Proven", "unproven", [...new Set(proof.doubts.map(({ seen }) => seen))].join("; "));
  }
  const message = "The environment names no proxies to ask";
  return { type: "Proven", status: "unknown", reason: "no-proxies", message };
}
