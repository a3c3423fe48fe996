import type { StatusAnswer, SwitchAnswer } from "../http/answers.ts";
import { detailOf, type Installation } from "./installation.ts";
import { Mismatch, requireSame, requireThat } from "./mismatch.ts";
import { requireSchema } from "./require-schema.ts";

const reason = "litellm-profiles selftest";

/** Switches at once, and requires that it was proven. An environment whose switches are reviewed refuses, unchanged. */
export async function requireSwitch({ change }: Installation, profile: string): Promise<SwitchAnswer> {
  return requireProven(profile, await change("switch", { profile, mode: "direct", reason }));
}

/** Undoes a switch, and requires that it was proven. */
export async function requireRollback({ change }: Installation, commit: string, to: string): Promise<SwitchAnswer> {
  return requireProven(to, await change("rollback", { commit, mode: "direct", reason }));
}

function requireProven(profile: string, answer: Awaited<ReturnType<Installation["change"]>>): SwitchAnswer {
  if (answer.status !== 200) throw new Mismatch(`It answers ${answer.status}: ${detailOf(answer)}`);
  const result = requireSchema("SwitchAnswer", answer.text);
  requireSame("The profile that it names", result.to_profile, profile);
  requireThat(result.success && result.reload_successful, `It was not proven: ${result.outcome}`);
  return result;
}

/** Requires that a profile is declared, and that every worker has it in force. */
export async function requireInForce({ read, about }: Installation, profile: string): Promise<StatusAnswer> {
  const status = await read(`status?fresh=true&${about}`, "StatusAnswer");
  requireSame("The active profile", status.active_profile, profile);
  requireThat(status.mapping_valid === true, status.mapping_reason ?? "No worker says what it has in force");
  requireSame("The layer that drifts", status.drift, null);
  return status;
}
