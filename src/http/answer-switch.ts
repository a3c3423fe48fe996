import type { SwitchResult } from "../domain/switch-result.ts";
import { Failure } from "../domain/failure.ts";
import type { NotProvenAnswer, SwitchAnswer } from "./answers.ts";
import type { Ending } from "./changes/open-changes.ts";
import { problemOf } from "./problems/problem-of.ts";
import type { Answer } from "./route.ts";

/** How a switch or a rollback ended, for those who are told. */
export function endingOfSwitch({ outcome, from_profile: from, to_profile: to, commit }: SwitchResult): Ending {
  return { outcome, from, to, ...(commit !== null && { commit }) };
}

/** One that was asked for by a pull request is accepted; one that was not proven is a problem that tells what became of it. */
export function answerSwitch(result: SwitchResult, requestId: string): Answer {
  const body: SwitchAnswer = { ...result, rolled_back: result.way_back !== null && result.way_back.commit !== null };
  if (result.success) return { status: result.outcome === "proposed" ? 202 : 200, body };
  const notProven: NotProvenAnswer = { ...body, ...problemOf(notProvenFailure(body), requestId) };
  return { status: 504, body: notProven };
}

function notProvenFailure({ environment, to_profile, proof, rolled_back, undo }: SwitchAnswer): Failure {
  const doubts = proof.outcome === "unproven" ? proof.doubts.map(({ seen }) => seen) : [];
  const because = doubts.length === 0 ? "" : `: ${doubts.join("; ")}`;
  return new Failure(
    "not-proven",
    `Profile \`${to_profile}\` was not proven in environment \`${environment}\` in time${because}`,
    rolled_back ? "The last good config is back; see to the proxies, then switch again" : hintToGoOn(undo),
  );
}

function hintToGoOn(undo: string | null): string {
  const prove = "See to the proxies, then `POST /admin/profiles/reload` proves it again";
  return undo === null ? prove : `${prove}; \`${undo}\` undoes it`;
}
