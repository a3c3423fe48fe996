import type { Check } from "../domain/examination.ts";
import { checkCache, checkDatabase, checkVariables } from "./check-config.ts";
import { checkAnnotation } from "./check-manifests.ts";
import { checkIdentity, checkLayers, checkLeftOver, checkLock, checkNotes } from "./check-repository.ts";
import { checkKey, checkModule, checkMount, checkRelease, checkWorkers } from "./check-workers.ts";
import type { Facts } from "./facts.ts";

/** Every check, in the order in which they are told. */
const checks: readonly ((facts: Facts) => readonly Check[])[] = [
  checkWorkers,
  checkModule,
  checkRelease,
  checkKey,
  checkMount,
  checkAnnotation,
  checkDatabase,
  checkCache,
  checkVariables,
  checkLayers,
  checkLock,
  checkLeftOver,
  checkNotes,
  checkIdentity,
];

/** What each check says of the facts, one line or more each. */
export function runChecks(facts: Facts): Check[] {
  return checks.flatMap((check) => check(facts));
}
