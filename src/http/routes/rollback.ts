import { rollBack } from "../../operations/roll-back.ts";
import { answerSwitch, endingOfSwitch } from "../answer-switch.ts";
import type { RollbackBody } from "../requests.ts";
import { changeProblems, type Route } from "../route.ts";

export const rollbackRoute: Route<unknown, unknown, RollbackBody> = {
  method: "POST",
  path: "/rollback",
  role: "admin",
  perMinute: 60,
  summary: "Undo a switch by a commit of its own, as `git revert` would",
  description: "Delivered and proven like any other change.",
  takes: { body: "RollbackBody" },
  answers: {
    200: { schema: "SwitchAnswer", says: "In force; proven where `reload_successful` is true" },
    504: { schema: "NotProvenAnswer", says: "Committed and not proven in time" },
  },
  problems: ["unknown-commit", "nothing-to-roll-back", "rollback-conflict", ...changeProblems, "not-proven"],
  async answer({ runChange }, { id, who, body }) {
    const { environment = "default", commit, reason } = body;
    const why = reason === undefined ? {} : { reason };
    const which = commit === undefined ? {} : { commit };
    const result = await runChange(
      { requestId: id, who, kind: "rollback", environment, ...why },
      { run: (world) => rollBack(world, { environment, ...which, ...why }), ending: endingOfSwitch },
    );
    return answerSwitch(result, id);
  },
};
