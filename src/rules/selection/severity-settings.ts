import picomatch from "picomatch";
import type { Finding, Severity } from "../../domain/finding.ts";
import { nameHint } from "../../sources/nearest-name.ts";

const levels = ["error", "warning", "info", "off"] as const;

/** A severity, or `off`: the rule is not reported. */
export type Level = Severity | "off";

/** What a user wants of one rule, everywhere or in the files that `inFiles` accepts. */
export interface SeveritySetting {
  readonly code: string;
  readonly level: Level;
  readonly inFiles?: (file: string) => boolean;
}

/** Reads `CODE=LEVEL` or `FILES:CODE=LEVEL`, where `FILES` is a glob; a problem is told to the one who typed it. */
export function parseSeveritySetting(
  text: string,
  codes: readonly string[],
): { readonly setting: SeveritySetting } | { readonly problem: string } {
  const [, files, code = "", word] = /^(?:(.+):)?([^:=]+)=([^:=]+)$/.exec(text) ?? [];
  const level = levels.find((known) => known === word);
  if (level === undefined)
    return { problem: `\`${text}\` is not \`[FILES:]CODE=LEVEL\` with one of the levels ${levels.join(", ")}` };
  if (!codes.includes(code)) return { problem: `There is no rule \`${code}\`. ${nameHint(code, codes, "rules")}` };
  return { setting: { code, level, ...(files !== undefined && { inFiles: picomatch(files, { dot: true }) }) } };
}

/** The findings with the severities that the settings give them; of several settings for one finding the last counts. */
export function applySeveritySettings(findings: readonly Finding[], settings: readonly SeveritySetting[]): Finding[] {
  return findings.flatMap((finding) => {
    const setting = settings.findLast(
      ({ code, inFiles }) => code === finding.code && (inFiles === undefined || inFiles(finding.file)),
    );
    if (setting === undefined) return [finding];
    return setting.level === "off" ? [] : [{ ...finding, severity: setting.level }];
  });
}
