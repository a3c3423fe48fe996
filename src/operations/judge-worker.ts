import type { Expectation, WorkerReport } from "../domain/proof.ts";
import { compareRouting, type RoutingDifference } from "../domain/routing.ts";

/** What one worker's report says about a delivered file. */
export type Verdict =
  | { readonly kind: "proven"; readonly strength: "identity" | "content" }
  /** It has no router yet, and will load the file as it starts. */
  | { readonly kind: "starting" }
  /** `final`: waiting longer changes nothing. */
  | {
      readonly kind: "doubt";
      readonly seen: string;
      readonly differences: readonly RoutingDifference[];
      readonly final: boolean;
    };

/**
 * Compares a worker's report with what was delivered: for this very file where the worker reads the same path on this
 * machine, else by content. `host` is this machine's name.
 */
export function judgeWorker(report: WorkerReport, expected: Expectation, host: string): Verdict {
  if (report.state === "starting") return { kind: "starting" };
  const file = compareFile(report, expected, host);
  const seen = seeState(report, file) ?? seeRouter(report, file);
  const differences = report.routing === null ? [] : compareRouting(expected.routing, report.routing);
  if (seen !== undefined) return { kind: "doubt", seen, differences, final: isFinal(report, file) };
  if (differences.length > 0) {
    return { kind: "doubt", seen: `Its router differs from the file${ofMount(report)}`, differences, final: false };
  }
  return { kind: "proven", strength: file === "the very" ? "identity" : "content" };
}

/** `another` only where both are known to be files at one path of one machine. */
type FileMatch = "the very" | "equal" | "another" | "incomparable";

function compareFile({ file, host }: WorkerReport, expected: Expectation, here: string): FileMatch {
  if (file === null) return "incomparable";
  if (host === here && file.identity === expected.file.identity) return "the very";
  if (host === here && file.path === expected.file.path) return "another";
  return file.sha256 === expected.file.sha256 ? "equal" : "incomparable";
}

function seeState(report: WorkerReport, file: FileMatch): string | undefined {
  if (report.state === "unsupported") {
    return `The module cannot change this LiteLLM ${report.litellm}${reason(report)}`;
  }
  if (report.state !== "refused") return undefined;
  const isExpected = file === "the very" || file === "equal";
  return `It refused ${isExpected ? "the" : "another"} file${reason(report)}`;
}

function seeRouter(report: WorkerReport, file: FileMatch): string | undefined {
  if (file === "another") return `It has another file in force${ofMount(report)}`;
  return report.routing === null ? "It has not read its router back" : undefined;
}

/** Only a restart helps then, which may be on its way. */
function ofMount({ single_file_mount: isMount }: WorkerReport): string {
  return isMount === true ? ": its config is a single mounted file, which a delivery never reaches" : "";
}

function isFinal({ state }: WorkerReport, file: FileMatch): boolean {
  return state === "unsupported" || (state === "refused" && file === "the very");
}

function reason({ error }: WorkerReport): string {
  return error === null ? "" : `: ${error}`;
}
