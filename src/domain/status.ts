import type { BreakGlass } from "./break-glass.ts";
import type { Avoidance } from "./project.ts";
import type { Pass } from "./pass.ts";
import type { Proof, WorkerReport } from "./proof.ts";
import type { AskedScheduled, AskedUntil } from "./timing.ts";

/** Declared: the sources; rendered: the config in git; delivered: the file the proxies read; live: what they apply. */
export type Layer = "rendered" | "delivered" | "live";

/** What one proxy answered, or why it did not. */
export interface ProxyStatus {
  readonly url: string;
  /** One sentence; null where it answered. */
  readonly failure: string | null;
  readonly workers: readonly WorkerReport[];
}

/** How the four layers of an environment stand to each other. The JSON form is a contract. */
export interface Status {
  readonly version: 1;
  readonly environment: string;
  readonly commit: string;
  /** Full ref name; null where the head is detached. */
  readonly branch: string | null;
  readonly layers: {
    /** The active profile that the head declares. */
    readonly declared: {
      readonly profile: string;
      /** By task the profile that answers it instead. */
      readonly overrides: Readonly<Record<string, string>>;
      /** By provider, until when (UTC, ISO 8601) and why nothing is asked of it while anything else can answer. */
      readonly avoid: Readonly<Record<string, Avoidance>>;
      /** When it ends, what comes back then, and who wanted it so; null where it does not end by itself. */
      readonly until: AskedUntil | null;
      /** The switch that waits for its moment, and who wanted it; null where none does. */
      readonly scheduled: AskedScheduled | null;
    };
    /** The profile that the head's config shows; null where it shows none, or there is no config. */
    readonly rendered: { readonly path: string; readonly profile: string | null };
    /** Null where nothing was ever delivered. */
    readonly delivered: { readonly path: string; readonly profile: string | null; readonly sha256: string } | null;
    /** The profile that every worker of every proxy shows; null where they differ, or cannot be asked. */
    readonly live: { readonly profile: string | null; readonly proof: Proof; readonly proxies: readonly ProxyStatus[] };
  };
  /**
   * What is delivered before anybody has reviewed it; null where nothing is, or the
   * forge could not be asked. One whose time is over is in force until `due` ends it.
   */
  readonly break_glass: BreakGlass | null;
  /** The first layer that does not say what the one before it says; null where all agree. */
  readonly drift: Layer | null;
  /** A file that was refused, and that the next start of a proxy would read: what is wrong with it. */
  readonly armed: string | null;
  /** The command after which the next start reads a good file; null where nothing is armed. */
  readonly disarm: string | null;
  /** The last pass of the agent that follows a git remote here; null where none ever ran. */
  readonly agent: Pass | null;
  /** What should be known besides, one sentence each. */
  readonly warnings: readonly string[];
}
