import { LiteLLMClientError } from "../client/index.ts";
import { Failure } from "../domain/failure.ts";
import type { SelfTest, SelfTestCheck, SelfTestSection } from "../domain/self-test.ts";
import { requireSwitch } from "./change-profile.ts";
import { readFound, type Found } from "./found.ts";
import { openInstallation, type Installation, type InstallationPlace } from "./installation.ts";
import { Mismatch } from "./mismatch.ts";
import { requireRestorable } from "./require-restorable.ts";
import type { Check } from "./section.ts";
import { asFound } from "./sections/as-found.ts";
import { sections } from "./sections/index.ts";

export interface SelfTestOptions {
  readonly place: InstallationPlace;
  /** Milliseconds since some moment. */
  readonly elapsed: () => number;
  /** Is told of each check as it ends. */
  readonly tell: (section: string, check: SelfTestCheck) => void;
  /** Stops before the next check, and puts back what was found. */
  readonly signal: AbortSignal;
}

/**
 * Tests a live installation as programs outside see it, and leaves it as it was found; its history has the commits.
 * Throws `installation-unreachable` where it cannot even be read, and `not-restorable` where a switch there would lose
 * what no switch can put back; nothing was tried then.
 */
export async function runSelfTest({ place, ...options }: SelfTestOptions): Promise<SelfTest> {
  const installation = openInstallation(place);
  const found = await readBefore(installation);
  requireRestorable(found, place.environment);
  const told: SelfTestSection[] = [];
  try {
    for (const section of sections) {
      const checks = await runChecks(section.name, section.checks(installation, found), options);
      told.push({ section: section.name, checks });
      await putBack(installation, found);
    }
  } finally {
    // A defect must not leave another profile behind.
    await putBack(installation, found);
  }
  // These are made of a test that was stopped, too.
  const last = await runChecks(asFound.name, asFound.checks(installation, found), {
    ...options,
    signal: new AbortController().signal,
  });
  told.push({ section: asFound.name, checks: last });
  const checks = told.flatMap((section) => section.checks);
  const failed = checks.filter(({ failure }) => failure !== null).length;
  return {
    version: 1,
    url: place.control.url,
    proxy: place.proxy.url,
    environment: place.environment,
    sections: told,
    total: checks.length,
    passed: checks.length - failed,
    failed,
    stopped: options.signal.aborted,
    left_behind: last.find(({ failure }) => failure !== null)?.failure ?? null,
  };
}

async function readBefore(installation: Installation): Promise<Found> {
  try {
    return await readFound(installation);
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    throw new Failure(
      "installation-unreachable",
      error.message,
      "Start it (`npx litellm-profiles serve`), or say where it is: `--url`, and a token of role `admin` in `LITELLM_PROFILES_TOKEN`",
    );
  }
}

async function runChecks(
  section: string,
  checks: readonly Check[],
  { elapsed, tell, signal }: Omit<SelfTestOptions, "place">,
): Promise<SelfTestCheck[]> {
  const results: SelfTestCheck[] = [];
  for (const check of checks) {
    if (signal.aborted) break;
    const since = elapsed();
    const failure = await failureOf(check);
    const result = { check: check.name, failure, milliseconds: Math.round(elapsed() - since) };
    results.push(result);
    tell(section, result);
  }
  return results;
}

/** What was seen instead; null where all is well. */
async function failureOf(check: Check): Promise<string | null> {
  try {
    await check.run();
    return null;
  } catch (error) {
    if (error instanceof Mismatch || error instanceof LiteLLMClientError) return error.message;
    throw error;
  }
}

/** Switches back where another profile is active than the one that was found. */
async function putBack(installation: Installation, { profile }: Found): Promise<void> {
  const { read, about } = installation;
  try {
    const status = await read(`status?fresh=true&${about}`, "StatusAnswer");
    if (status.active_profile !== profile) await requireSwitch(installation, profile);
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
  }
}
