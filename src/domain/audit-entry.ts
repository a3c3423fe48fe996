import type { Role } from "./access.ts";

/** Who called the control plane. */
export interface Who {
  /** A token, or a program on this machine where none is asked for. */
  readonly kind: "token" | "local" | "nobody";
  /** Of the token; null without one. */
  readonly token_id: string | null;
  /** The token's name, or whom git names. */
  readonly name: string;
  readonly role: Role | null;
  readonly address: string;
}

/** What the control plane can be asked to change. */
export type ChangeKind = "switch" | "rollback" | "reload";

/** One call, whatever it was answered. */
export interface AuditedCall {
  readonly event: "call";
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly status: number;
  /** The problem's code; null where there was none. */
  readonly code: string | null;
  readonly milliseconds: number;
}

/** One step of a change. */
export interface AuditedChange {
  /** `failed`: nothing was committed; `ended`: the operation returned, and `outcome` says what. */
  readonly event:
    | "requested"
    | "committed"
    | "delivered"
    | "applied"
    | "proven"
    | "not proven"
    | "rolled back"
    | "proposed"
    | "failed"
    | "ended";
  readonly change: ChangeKind;
  readonly environment: string;
  readonly from?: string;
  readonly to?: string;
  readonly reason?: string;
  readonly commit?: string;
  readonly outcome?: string;
  /** Number of the pull request that asks for it. */
  readonly pull_request?: number;
  /** URL of the proxy, and `host:pid` of the worker that applied it. */
  readonly proxy?: string;
  readonly worker?: string;
  readonly workers?: number;
  readonly milliseconds?: number;
  /** Of the failure. */
  readonly code?: string;
}

/** One line of the audit log. The JSON form is a contract. */
export type AuditEntry = {
  readonly v: 1;
  /** UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  readonly request_id: string;
  readonly who: Who;
} & (AuditedCall | AuditedChange);

/** One step of a change, as `GET events` tells it. */
export interface ControlEvent extends AuditedChange {
  /** UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  readonly request_id: string;
  /** Who asked for it. */
  readonly by: string;
}

/** Who asked the control plane for a commit, as its log knows. */
export interface AuditedBy {
  readonly request_id: string;
  readonly by: string;
  /** When it was committed; UTC, ISO 8601 with milliseconds. */
  readonly at: string;
}
