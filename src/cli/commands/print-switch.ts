import type { SwitchResult } from "../../domain/switch-result.ts";
import type { Output, Terminal } from "../output.ts";

/** The end of a switch or a rollback. */
export async function printSwitch(result: SwitchResult, format: string, { colour }: Terminal): Promise<Output> {
  const stdout =
    format === "json"
      ? (await import("../../report/switch-json.ts")).formatSwitchJson(result)
      : (await import("../../report/switch-text.ts")).formatSwitchText(result, { colour });
  return { stdout, exitCode: result.success ? 0 : 1 };
}
