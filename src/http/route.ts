import type { Readable } from "node:stream";
import type { Role } from "../domain/access.ts";
import type { Who } from "../domain/audit-entry.ts";
import type { Environment } from "../domain/project.ts";
import type { TrafficSource } from "../ports/traffic-source.ts";
import type { World } from "../ports/world.ts";
import type { AnswerAtHead } from "./answers-at-head.ts";
import type { AuditIndex } from "./audit/audit-index.ts";
import type { EventStreams } from "./events/event-streams.ts";
import type { ProblemCode } from "./problems/problem-codes.ts";
import type { RecentAnswers } from "./recent-answers.ts";
import type { RunChange } from "./changes/open-changes.ts";

/** What all routes share. */
export interface Control {
  /** For reading, in nobody's name. */
  readonly world: World;
  readonly recent: RecentAnswers;
  readonly atHead: AnswerAtHead;
  readonly runChange: RunChange;
  readonly streams: EventStreams;
  /** Whether a caller would be let in now. */
  readonly isStillLetIn: (who: Who) => Promise<boolean>;
  readonly auditIndex: AuditIndex;
  /** Who knows how much the proxies of an environment had to do. */
  readonly openTraffic: (environment: Environment) => TrafficSource;
}

/** One call, its parts as their schemas allow them. */
export interface Call<Path, Query, Body> {
  readonly id: string;
  readonly who: Who;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly path: Path;
  readonly query: Query;
  readonly body: Body;
}

export interface Answer {
  readonly status: number;
  /** A text is printed already, as JSON unless the headers say otherwise. */
  readonly body: object | string | Readable;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What one status of a route means. */
export interface AnswerMeaning {
  /** Name of its type in `answers.ts`; absent where there is no JSON. */
  readonly schema?: string;
  /** One sentence. */
  readonly says: string;
  /** Other forms of the answer, by media type. */
  readonly also?: readonly string[];
  /** Headers that it always has, by name, with what each says. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One operation over HTTP, with everything that its documentation says. */
export interface Route<Path = unknown, Query = unknown, Body = unknown> {
  readonly method: "GET" | "POST";
  /** Below `/admin/profiles`, with names in braces. */
  readonly path: string;
  /** The least that a token must have. */
  readonly role: Role;
  /** How often a token may call it in a minute; absent, as often as it likes. */
  readonly perMinute?: number;
  /** One sentence without its full stop. */
  readonly summary: string;
  /** What else a caller should know. */
  readonly description?: string;
  /** Names of the types in `requests.ts` that a call must have. */
  readonly takes: { readonly path?: string; readonly query?: string; readonly body?: string };
  readonly answers: Readonly<Record<number, AnswerMeaning>>;
  /** Names of further types that the description speaks of. */
  readonly mentions?: readonly string[];
  /** Failures that this operation may have. */
  readonly problems: readonly ProblemCode[];
  /** Gets what its schemas have let through; a method, so that routes of different calls fit into one list. */
  answer(control: Control, call: Call<Path, Query, Body>): Promise<Answer>;
}

/** Failures of whatever reads the head. */
export const headProblems = [
  "unknown-environment",
  "sources-invalid",
  "no-commits",
  "not-a-project",
  "git-refused",
] as const satisfies readonly ProblemCode[];

/** Failures of whatever changes an environment. */
export const changeProblems = [
  ...headProblems,
  "render-refused",
  "detached-head",
  "busy",
  "branch-moved",
  "not-deliverable",
  "target-not-writable",
  "unknown-remote",
  "push-refused",
  "variable-unset",
  "proxy-unreachable",
  "proxy-key-refused",
  "module-not-loaded",
  "worker-lacks-variable",
  "audit-not-writable",
] as const satisfies readonly ProblemCode[];

/** Failures of whatever asks for a change by a pull request. */
export const reviewProblems = [
  "not-reviewed",
  "no-forge",
  "forge-unreachable",
  "forge-limited",
  "forge-denied",
  "forge-refused",
  "remote-unreachable",
  "request-taken",
  "foreign-commit",
] as const satisfies readonly ProblemCode[];
