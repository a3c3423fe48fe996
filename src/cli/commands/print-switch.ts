import type { SwitchResult } from "../../domain/switch-result.ts";
import { formatSwitchJson } from "../../report/switch-json.ts";
import { formatSwitchText } from "../../report/switch-text.ts";
import type { Output, Terminal } from "../output.ts";

/** The end of a switch or a rollback. */
export function printSwitch(result: SwitchResult, format: string, { colour }: Terminal): Output {
  const stdout = format === "json" ? formatSwitchJson(result) : formatSwitchText(result, { colour });
  return { stdout, exitCode: result.success && result.push?.pushed !== false ? 0 : 1 };
}
