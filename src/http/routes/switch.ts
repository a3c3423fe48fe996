import { switchProfile } from "../../operations/switch-profile.ts";
import { answerSwitch, endingOfSwitch } from "../answer-switch.ts";
import type { SwitchBody } from "../requests.ts";
import { changeProblems, type Route } from "../route.ts";

export const switchRoute: Route<unknown, unknown, SwitchBody> = {
  method: "POST",
  path: "/switch",
  role: "admin",
  perMinute: 60,
  summary: "Put another profile in force",
  description:
    "One commit, delivered to the proxies, and proven on every worker. A failure means that nothing has changed, but for 504: the switch was committed and not proven, and `rolled_back` says whether the last good config went back.",
  takes: { body: "SwitchBody" },
  answers: {
    200: { schema: "SwitchAnswer", says: "In force; proven where `reload_successful` is true" },
    504: { schema: "NotProvenAnswer", says: "Committed and not proven in time" },
  },
  problems: ["unknown-profile", "profile-not-listed", ...changeProblems, "not-proven"],
  async answer({ runChange }, { id, who, body }) {
    const { profile, environment = "default", reason } = body;
    const why = reason === undefined ? {} : { reason };
    const result = await runChange(
      { requestId: id, who, kind: "switch", environment, to: profile, ...why },
      { run: (world) => switchProfile(world, { environment, profile, ...why }), ending: endingOfSwitch },
    );
    return answerSwitch(result, id);
  },
};
