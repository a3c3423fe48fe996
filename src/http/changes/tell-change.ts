import type { AuditedChange, AuditEntry, ChangeKind, Who } from "../../domain/audit-entry.ts";
import { maskSecrets } from "../../domain/secret.ts";
import type { AuditLog } from "../../ports/audit-log.ts";
import type { Clock } from "../../ports/clock.ts";
import type { EventFeed } from "../events/event-feed.ts";

/** A change that somebody asks for. */
export interface AskedChange {
  readonly requestId: string;
  readonly who: Who;
  readonly kind: ChangeKind;
  readonly environment: string;
  readonly to?: string;
  readonly reason?: string;
}

/** Whom the steps of a change are told. */
export interface Listeners {
  readonly clock: Pick<Clock, "now">;
  readonly audit: Pick<AuditLog, "append">;
  readonly feed: Pick<EventFeed, "publish">;
}

export type Step = Omit<AuditedChange, "change" | "environment">;

/** Tells of one change. */
export interface Teller {
  /** That it was asked for. Throws `audit-not-writable`: nothing is changed that was not logged before. */
  begin(): Promise<void>;
  /** What the log cannot take any more is in git all the same. */
  tell(step: Step): void;
  /** Resolves when everything is written that can be. */
  end(): Promise<void>;
}

export function openTeller({ clock, audit, feed }: Listeners, asked: AskedChange): Teller {
  const { requestId: request_id, who, kind: change, environment, to, reason } = asked;
  const pending: Promise<void>[] = [];

  function entryOf(step: Step): AuditEntry & AuditedChange {
    return { v: 1, at: clock.now().toISOString(), request_id, who, change, environment, ...step };
  }

  function publish({ v: _version, who: { name: by }, ...step }: AuditEntry & AuditedChange): void {
    feed.publish({ ...step, by });
  }

  return {
    async begin() {
      const entry = entryOf({
        event: "requested",
        ...(to !== undefined && { to }),
        ...(reason !== undefined && { reason: maskSecrets(reason) }),
      });
      await audit.append([entry]);
      publish(entry);
    },
    tell(step) {
      const entry = entryOf(step);
      pending.push(audit.append([entry]).catch(() => undefined));
      publish(entry);
    },
    async end() {
      await Promise.all(pending);
    },
  };
}
