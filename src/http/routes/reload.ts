import type { DeliveryResult } from "../../domain/delivery-result.ts";
import { Failure } from "../../domain/failure.ts";
import { deliver } from "../../operations/deliver.ts";
import type { NotReloadedAnswer, ReloadAnswer } from "../answers.ts";
import { problemOf } from "../problems/problem-of.ts";
import type { ReloadBody } from "../requests.ts";
import { changeProblems, type Answer, type Route } from "../route.ts";

export const reloadRoute: Route<unknown, unknown, ReloadBody> = {
  method: "POST",
  path: "/reload",
  role: "admin",
  perMinute: 60,
  summary: "Deliver the config that the head holds, and prove it",
  description:
    "After a merge, a `git revert`, or a switch that was not proven. Nothing is put back, as the head is what is wanted.",
  takes: { body: "ReloadBody" },
  answers: {
    200: { schema: "ReloadAnswer", says: "Delivered; proven where `reload_successful` is true" },
    504: { schema: "NotReloadedAnswer", says: "Delivered and not proven in time" },
  },
  problems: [...changeProblems, "not-proven"],
  async answer({ runChange }, { id, who, body: { environment = "default" } }) {
    const result = await runChange(
      { requestId: id, who, kind: "reload", environment },
      {
        run: (world) => deliver(world, environment),
        ending: ({ proof, profile }) => ({ outcome: proof.outcome, to: profile }),
      },
    );
    return answerOf(result, id);
  },
};

function answerOf(result: DeliveryResult, requestId: string): Answer {
  const { proof } = result;
  const body: ReloadAnswer = {
    ...result,
    success: proof.outcome !== "unproven",
    reload_successful: proof.outcome === "proven",
  };
  if (proof.outcome !== "unproven") return { status: 200, body };
  const failure = new Failure(
    "not-proven",
    `The config of environment \`${result.environment}\` was not proven in time: ${proof.doubts.map(({ seen }) => seen).join("; ")}`,
    "See to the proxies, then reload again",
  );
  const notReloaded: NotReloadedAnswer = { ...body, ...problemOf(failure, requestId) };
  return { status: 504, body: notReloaded };
}
