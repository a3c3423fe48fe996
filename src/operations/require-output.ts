import { Failure } from "../domain/failure.ts";
import { outputOf, type HeadState } from "./load-head.ts";

/** Throws `not-deliverable` where the head holds no rendered config. */
export function requireOutput(state: HeadState): string {
  const text = outputOf(state);
  if (text !== undefined) return text;
  throw new Failure(
    "not-deliverable",
    `Commit \`${state.head.commit.slice(0, 12)}\` holds no \`${state.environment.output}\``,
    "Run `litellm-profiles render` and commit the result",
  );
}
