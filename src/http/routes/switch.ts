import { readWantedTime } from "../../operations/read-wanted-time.ts";
import { switchProfile } from "../../operations/switch-profile.ts";
import { answerSwitch, endingOfSwitch } from "../answer-switch.ts";
import type { SwitchBody } from "../requests.ts";
import { changeProblems, reviewProblems, type Route } from "../route.ts";

export const switchRoute: Route<unknown, unknown, SwitchBody> = {
  method: "POST",
  path: "/switch",
  role: "admin",
  perMinute: 60,
  summary: "Put another profile in force",
  description:
    "One commit, delivered to the proxies, and proven on every worker. Where the environment's switches are reviewed, or `mode` is `pull_request`, a pull request asks for it, and 202 has its address. `for` and `until` make it temporary, `at` lets it begin later; a scheduled `litellm-profiles due` keeps those moments. `break_glass` puts it in force before it is reviewed. A failure means that nothing has changed, but for 504: the switch was committed and not proven, and `rolled_back` says whether the last good config went back.",
  takes: { body: "SwitchBody" },
  answers: {
    200: { schema: "SwitchAnswer", says: "In force; proven where `reload_successful` is true" },
    202: { schema: "SwitchAnswer", says: "Asked for by a pull request; nothing is in force yet" },
    504: {
      schema: "NotProvenAnswer",
      says: "Committed and not proven in time; with `break_glass`, not proven and taken back without a commit",
    },
  },
  problems: [
    "unknown-profile",
    "profile-not-listed",
    "time-refused",
    "break-glass-refused",
    "group-silent",
    ...changeProblems,
    ...reviewProblems,
    "not-proven",
  ],
  async answer({ runChange }, { id, who, body }) {
    const { profile, environment = "default", reason, break_glass: breakGlass = false, probe = false } = body;
    const why = reason === undefined ? {} : { reason };
    const mode = body.mode ?? (breakGlass ? "direct" : undefined);
    const how = mode === undefined ? { breakGlass } : { breakGlass, mode };
    const result = await runChange(
      { requestId: id, who, kind: "switch", environment, to: profile, ...why },
      {
        async run(world) {
          const when = readWantedTime(body, world.clock.now());
          return switchProfile(world, { environment, profile, probe, ...why, ...how, ...when });
        },
        ending: endingOfSwitch,
      },
    );
    return answerSwitch(result, id);
  },
};
