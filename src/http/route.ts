import type { World } from "../ports/world.ts";
import type { ProblemCode } from "./problems/problem-codes.ts";
import type { RecentAnswers } from "./recent-answers.ts";
import type { RunChange } from "./run-change.ts";

/** What all routes share. */
export interface Control {
  /** For reading, in nobody's name. */
  readonly world: World;
  readonly recent: RecentAnswers;
  readonly runChange: RunChange;
}

/** One call, its parts as their schemas allow them. */
export interface Call<Path, Query, Body> {
  readonly id: string;
  readonly path: Path;
  readonly query: Query;
  readonly body: Body;
}

export interface Answer {
  readonly status: number;
  /** A text is JSON already. */
  readonly body: object | string;
}

/** What one status of a route means. */
export interface AnswerMeaning {
  /** Name of its type in `answers.ts`. */
  readonly schema: string;
  /** One sentence. */
  readonly says: string;
}

/** One operation over HTTP, with everything that its documentation says. */
export interface Route<Path = unknown, Query = unknown, Body = unknown> {
  readonly method: "GET" | "POST";
  /** Below `/admin/profiles`, with names in braces. */
  readonly path: string;
  /** One sentence without its full stop. */
  readonly summary: string;
  /** What else a caller should know. */
  readonly description?: string;
  /** Names of the types in `requests.ts` that a call must have. */
  readonly takes: { readonly path?: string; readonly query?: string; readonly body?: string };
  readonly answers: Readonly<Record<number, AnswerMeaning>>;
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
] as const satisfies readonly ProblemCode[];
