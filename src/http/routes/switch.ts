import type { SwitchResult } from "../../domain/switch-result.ts";
import { Failure } from "../../domain/failure.ts";
import { switchProfile } from "../../operations/switch-profile.ts";
import type { NotProvenAnswer, SwitchAnswer } from "../answers.ts";
import { problemOf } from "../problems/problem-of.ts";
import type { SwitchBody } from "../requests.ts";
import { changeProblems, type Answer, type Route } from "../route.ts";

export const switchRoute: Route<unknown, unknown, SwitchBody> = {
  method: "POST",
  path: "/switch",
  summary: "Put another profile in force",
  description:
    "One commit, delivered to the proxies, and proven on every worker. A failure means that nothing has changed, but for 504: the switch was committed and not proven, and `rolled_back` says whether the last good config went back.",
  takes: { body: "SwitchBody" },
  answers: {
    200: { schema: "SwitchAnswer", says: "In force; proven where `reload_successful` is true" },
    504: { schema: "NotProvenAnswer", says: "Committed and not proven in time" },
  },
  problems: ["unknown-profile", "profile-not-listed", ...changeProblems, "not-proven"],
  async answer({ runChange }, { id, body }) {
    const { profile, environment = "default", reason } = body;
    const result = await runChange((world) =>
      switchProfile(world, { environment, profile, ...(reason !== undefined && { reason }) }),
    );
    return answerOf(result, id);
  },
};

/** A change that was not proven is a problem that tells what became of it. */
function answerOf(result: SwitchResult, requestId: string): Answer {
  const body: SwitchAnswer = { ...result, rolled_back: result.way_back !== null && result.way_back.commit !== null };
  if (result.success) return { status: 200, body };
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
