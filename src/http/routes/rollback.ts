import { rollBack } from "../../operations/roll-back.ts";
import { answerSwitch, endingOfSwitch } from "../answer-switch.ts";
import type { RollbackBody } from "../requests.ts";
import { changeProblems, reviewProblems, type Route } from "../route.ts";

export const rollbackRoute: Route<unknown, unknown, RollbackBody> = {
  method: "POST",
  path: "/rollback",
  role: "admin",
  perMinute: 60,
  summary: "Undo a switch by a commit of its own, as `git revert` would",
  description: "Delivered and proven like any other change, or asked for by a pull request, as `POST switch` does.",
  takes: { body: "RollbackBody" },
  answers: {
    200: { schema: "SwitchAnswer", says: "In force; proven where `reload_successful` is true" },
    202: { schema: "SwitchAnswer", says: "Asked for by a pull request; nothing is in force yet" },
    504: { schema: "NotProvenAnswer", says: "Committed and not proven in time" },
  },
  problems: [
    "unknown-commit",
    "nothing-to-roll-back",
    "rollback-conflict",
    ...changeProblems,
    ...reviewProblems,
    "not-proven",
  ],
  async answer({ runChange }, { id, who, body }) {
    const { environment = "default", commit, reason, mode } = body;
    const why = reason === undefined ? {} : { reason };
    const how = mode === undefined ? {} : { mode };
    const which = commit === undefined ? {} : { commit };
    const result = await runChange(
      { requestId: id, who, kind: "rollback", environment, ...why },
      { run: (world) => rollBack(world, { environment, ...which, ...why, ...how }), ending: endingOfSwitch },
    );
    return answerSwitch(result, id);
  },
};
