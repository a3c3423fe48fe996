import { parseMarker } from "./reviewed-plan.ts";
import type { PullRequest } from "./pull-request.ts";
import type { SwitchTrailers } from "./revision.ts";
import { parseSwitchMessage } from "./switch-message.ts";

/** A change that was put in force before anybody had reviewed it. The JSON form is a contract. */
export interface BreakGlass {
  /** The profile that it put in force, and the one that comes back. */
  readonly profile: string;
  readonly before: string;
  /** When it ends, unless it is merged: UTC, ISO 8601 without fractions. */
  readonly until: string;
  readonly by: string;
  readonly reason: string;
  /** Null until one is opened. */
  readonly pull_request: number | null;
  /** SHA-256, hex, of the config that was delivered. */
  readonly output_sha256: string;
}

/** What the commit on its branch says. */
export function breakGlassOfCommit(message: string): BreakGlass | undefined {
  const [trailers] = parseSwitchMessage(message);
  return trailers && toBreakGlass(trailers, { number: null, output: trailers["Profile-Output"] });
}

/** What its pull request says; undefined for one that is about something else. */
export function breakGlassOfPull({ body, number }: Pick<PullRequest, "body" | "number">): BreakGlass | undefined {
  const [trailers] = parseSwitchMessage(body);
  return trailers && toBreakGlass(trailers, { number, output: parseMarker(body)?.fingerprint.output_sha256 });
}

interface Known {
  readonly number: number | null;
  readonly output: string | undefined;
}

function toBreakGlass(trailers: SwitchTrailers, { number, output }: Known): BreakGlass | undefined {
  const { "Profile-Until": until, "Profile-Reason": reason = "" } = trailers;
  if (until === undefined || output === undefined) return undefined;
  return {
    profile: trailers["Profile-To"],
    before: trailers["Profile-From"],
    until,
    by: trailers["Profile-By"],
    reason,
    pull_request: number,
    output_sha256: output,
  };
}
