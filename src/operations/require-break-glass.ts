import { Failure } from "../domain/failure.ts";
import type { Person } from "../domain/revision.ts";
import type { HeadState } from "./load-head.ts";
import type { SwitchRequest } from "./switch-request.ts";

/** Refuses to break glass where there is none, without reason and end, and to whom the project does not list. */
export function requireBreakGlass(
  actor: Person,
  { project, environment }: Pick<HeadState, "project" | "environment">,
  { mode, reason, until, at, tasks, clearOverrides }: SwitchRequest,
): { readonly reason: string; readonly until: string } {
  const { breakGlass: people = [] } = project;
  if (environment.switchMode !== "pull_request") {
    throw refused(`Switches of environment \`${environment.name}\` are direct anyway`, "Switch as usual");
  }
  if (mode !== "direct") throw refused("Breaking the glass is a direct switch", directHint(mode));
  if (reason === undefined || reason.trim() === "") {
    throw refused("Breaking the glass needs a reason", "Give a reason, like `INC-4711`");
  }
  if (until === undefined)
    throw refused("Breaking the glass needs an end", "Say for how long, like `2h`, or until when");
  if (at !== undefined || tasks !== undefined || clearOverrides === true) {
    throw refused(
      "Broken glass is about the whole environment, and at once",
      "Name a profile, a reason and an end only",
    );
  }
  if (people.some((email) => email.toLowerCase() === actor.email.toLowerCase())) return { reason, until };
  throw refused(
    `${actor.name} <${actor.email}> may not break the glass here`,
    people.length === 0
      ? "Nobody may: `break_glass` in `litellm-profiles.yaml` lists who may"
      : `Ask one of ${people.join(", ")}: \`break_glass\` in \`litellm-profiles.yaml\` lists them`,
  );
}

function directHint(mode: SwitchRequest["mode"]): string {
  return mode === undefined ? "Say so: `--direct --break-glass`" : "Ask for no pull request: leave out the `mode`";
}

function refused(message: string, hint: string): Failure {
  return new Failure("break-glass-refused", message, hint);
}
