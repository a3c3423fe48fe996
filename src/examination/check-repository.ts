import type { Check } from "../domain/examination.ts";
import { toolIdentity } from "../domain/revision.ts";
import type { Facts } from "./facts.ts";
import { makeCheck } from "./make-check.ts";

/** Whether what is declared, rendered, delivered and live is the same. */
export function checkLayers({ status }: Facts): Check[] {
  const fix = `\`litellm-profiles status -e ${status.environment}\` shows more`;
  if (status.armed !== null) {
    return [makeCheck("layers", "error", `${status.armed}; the next start would read it`, status.disarm ?? fix)];
  }
  if (status.drift === null) return [makeCheck("layers", "ok", "Declared, rendered, delivered and live agree")];
  return [makeCheck("layers", "warning", `What is ${status.drift} is not what the layer before it says`, fix)];
}

export function checkLock({ holder }: Facts): Check[] {
  if (holder === undefined) return [makeCheck("lock", "ok", "Nobody holds the environment's lock")];
  return [makeCheck("lock", "warning", holder, "Wait for it; a holder whose process ended is taken over")];
}

/** Whether an interrupted switch left files behind. */
export function checkLeftOver({ leftOver, environment }: Facts): Check[] {
  if (leftOver.length === 0) return [makeCheck("left-over", "ok", "No interrupted switch left anything behind")];
  const paths = leftOver.map((path) => `\`${path}\``).join(", ");
  const fix = `The next switch repairs it, as does \`litellm-profiles deliver -e ${environment.name}\``;
  return [makeCheck("left-over", "warning", `An interrupted switch left ${paths} as before it`, fix)];
}

/** Whether the proof notes of the switches are here. */
export function checkNotes({ switches: { all, noted } }: Facts): Check[] {
  if (all === 0) return [makeCheck("notes", "ok", "No switch was made yet, so none has a proof note")];
  if (noted > 0) return [makeCheck("notes", "ok", `Switches with a proof note here: ${noted} of ${all}`)];
  const fix = "Fetch them: `git fetch origin refs/notes/litellm-profiles:refs/notes/litellm-profiles`";
  return [makeCheck("notes", "warning", "No switch has a proof note here: whether they were proven is unknown", fix)];
}

export function checkIdentity({ actor }: Facts): Check[] {
  if (actor.email !== toolIdentity.email) {
    return [makeCheck("identity", "ok", `Git commits as ${actor.name} <${actor.email}>`)];
  }
  const fix = "Say who you are: `git config user.name NAME` and `git config user.email ADDRESS`";
  return [makeCheck("identity", "warning", "Git does not know who commits: history names the tool", fix)];
}
