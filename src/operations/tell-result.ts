import type { Failure } from "../domain/failure.ts";
import type { Proof } from "../domain/proof.ts";
import type { PushResult } from "../domain/push-result.ts";
import type { ProposedChange, SwitchOutcome, SwitchResult, WayBack } from "../domain/switch-result.ts";
import type { World } from "../ports/world.ts";
import type { Draft } from "./draft-change.ts";
import type { HeadState } from "./load-head.ts";
import { mappingsOf } from "./mappings-of.ts";
import type { Stopwatch } from "./stopwatch.ts";
import { undoCommand } from "./undo-command.ts";

/** The change that ended. */
interface Ended {
  readonly state: HeadState;
  readonly draft: Draft;
  /** Why proxies could not be asked beforehand. */
  readonly refusals: readonly Failure[];
  readonly stopwatch: Stopwatch;
}

interface Ending {
  readonly outcome: SwitchOutcome;
  readonly commit: string | null;
  readonly proof: Proof;
  readonly wayBack: WayBack | null;
  readonly push: PushResult | null;
  readonly pullRequest?: ProposedChange | null;
  readonly warnings: readonly string[];
}

/** The result of a change, in the words of its contract. */
export function tellResult({ clock }: Pick<World, "clock">, ended: Ended, ending: Ending): SwitchResult {
  const { state, draft, refusals, stopwatch } = ended;
  const { outcome, commit, proof, wayBack, push, pullRequest = null, warnings } = ending;
  const isBack = wayBack !== null && wayBack.commit !== null;
  const now = isBack || outcome === "proposed" ? state : draft;
  return {
    version: 1,
    environment: draft.environment.name,
    outcome,
    success: outcome !== "held" && outcome !== "reverted",
    from_profile: state.environment.active,
    to_profile: draft.environment.active,
    active_mappings: mappingsOf(now.project, now.environment),
    switch_timestamp: clock.now().toISOString(),
    reload_successful: proof.outcome === "proven",
    commit,
    pull_request: pullRequest,
    proof,
    plan: draft.plan,
    undo: isBack ? null : undoOf(draft.environment.name, commit, pullRequest),
    way_back: wayBack,
    push,
    warnings: [
      ...(isBack ? [] : draft.plan.warnings),
      ...refusals.map(({ message }) => message),
      ...warnings,
      ...(isBack ? [] : draft.others.map(undelivered)),
    ],
    milliseconds: stopwatch.read(),
  };
}

/** Only the named environment's turn was taken, so no other one is delivered. */
function undelivered(environment: string): string {
  return `Environment \`${environment}\` has another config by this commit too, which is not delivered: run \`litellm-profiles deliver -e ${environment}\``;
}

function undoOf(environment: string, commit: string | null, pull: ProposedChange | null): string | null {
  if (pull !== null) return pull.state === "open" ? `npx litellm-profiles pr close ${pull.number}` : null;
  return commit === null ? null : undoCommand(environment, commit);
}
