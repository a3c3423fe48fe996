import type { PlanFingerprint } from "./plan.ts";

/** What a pull request says of itself, so that it is known again without a database. */
export interface ReviewedPlan {
  readonly environment: string;
  /** What the plan that people read was made from. */
  readonly fingerprint: PlanFingerprint;
}

const marker = /<!-- litellm-profiles: (\{[^\n]*\}) -->/;

/** One line that Markdown does not show. */
export function printMarker({ environment, fingerprint }: ReviewedPlan): string {
  const json = JSON.stringify({ v: 1, environment, fingerprint });
  return `<!-- litellm-profiles: ${json.replaceAll(/[<>]/g, escapeBracket)} -->`;
}

/** The first marker in a text; undefined where there is none, or one of a later version. */
export function parseMarker(text: string): ReviewedPlan | undefined {
  const [, json = ""] = marker.exec(text) ?? [];
  try {
    const value: unknown = JSON.parse(json);
    return isMarker(value) ? { environment: value.environment, fingerprint: value.fingerprint } : undefined;
  } catch {
    return undefined;
  }
}

function isMarker(value: unknown): value is ReviewedPlan {
  const { v, environment, fingerprint } = recordOf(value);
  const { base_commit, input_sha256, output_sha256 } = recordOf(fingerprint);
  return (
    v === 1 &&
    typeof environment === "string" &&
    (base_commit === null || typeof base_commit === "string") &&
    typeof input_sha256 === "string" &&
    typeof output_sha256 === "string"
  );
}

function recordOf(value: unknown): Partial<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function escapeBracket(bracket: string): string {
  return bracket === "<" ? String.raw`\u003c` : String.raw`\u003e`;
}
