import type { Finding } from "./finding.ts";

/**
 * What the caller may do about a failure: `never` the same call fails again until a person acts,
 * `now` somebody else was faster, `later` the world may have recovered.
 */
export type Retry = "never" | "now" | "later";

/** Every way in which the world can refuse, and whether trying again can help. */
const failures = {
  "not-a-project": "never",
  "tool-unfit": "never",
  "no-such-file": "never",
  "file-unreadable": "never",
  "source-not-editable": "never",
  "no-config": "never",
  "nothing-to-import": "never",
  "would-overwrite": "never",
  "bad-baseline": "never",
  "nothing-to-fix": "never",
  "no-release": "never",
  "unknown-rule": "never",
  "not-a-repository": "never",
  "no-commits": "never",
  "detached-head": "never",
  "sources-invalid": "never",
  "unknown-profile": "never",
  "profile-not-listed": "never",
  "unknown-provider": "never",
  "unknown-environment": "never",
  "unknown-task": "never",
  "unknown-commit": "never",
  "nothing-to-roll-back": "never",
  "time-refused": "never",
  "break-glass-refused": "never",
  overridden: "never",
  "rollback-conflict": "never",
  "render-refused": "never",
  busy: "now",
  "branch-moved": "now",
  "git-refused": "later",
  "unknown-remote": "never",
  "remote-unreachable": "later",
  "push-refused": "never",
  "no-forge": "never",
  "forge-unreachable": "later",
  "forge-limited": "later",
  "forge-denied": "never",
  "forge-refused": "never",
  "unknown-pull-request": "never",
  "merge-refused": "never",
  "not-reviewed": "never",
  "plan-outdated": "now",
  "request-taken": "never",
  "foreign-commit": "never",
  "target-not-writable": "never",
  "not-deliverable": "never",
  "configmap-too-large": "never",
  "variable-unset": "never",
  "proxy-unreachable": "later",
  "proxy-key-refused": "never",
  "module-not-loaded": "never",
  "worker-lacks-variable": "never",
  "group-silent": "later",
  "no-metrics": "never",
  "not-proven": "later",
  "no-proxies": "never",
  "python-missing": "never",
  "packages-unavailable": "later",
  "proxy-stopped": "later",
  "port-taken": "never",
  "installation-unreachable": "later",
  "not-restorable": "never",
  "bad-token-name": "never",
  "token-name-taken": "never",
  "unknown-token": "never",
  "audit-not-writable": "later",
} as const satisfies Record<string, Retry>;

export type FailureCode = keyof typeof failures;

/** The outside world refused. Thrown; the faces turn it into exit code 2 or a problem answer. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly code: FailureCode;
  /** What to do next, one sentence. */
  readonly hint: string;
  readonly retry: Retry;

  /** `message` is one sentence without a full stop, values in backticks. */
  constructor(code: FailureCode, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.hint = hint;
    this.retry = failures[code];
  }
}

/** The sources that an operation would start from, or end with, are wrong; the findings say where. */
export class SourcesInvalid extends Failure {
  readonly findings: readonly Finding[];

  /** At least one of the findings is an error. */
  constructor(findings: readonly Finding[]) {
    const errors = findings.filter(({ severity }) => severity === "error");
    const [first] = errors;
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
    super(
      "sources-invalid",
      `${first?.file}:${first?.line}:${first?.column}: ${first?.message}${more}`,
      first?.hint ?? "Correct it, then run `litellm-profiles validate`",
    );
    this.findings = findings;
  }
}

/** A name means nothing here; the message says which. */
export class UnknownName extends Failure {
  /** Legal names that may have been meant, the nearest first. */
  readonly nearest: readonly string[];

  constructor(code: FailureCode, message: string, { hint, nearest }: { hint: string; nearest: readonly string[] }) {
    super(code, message, hint);
    this.nearest = nearest;
  }
}
