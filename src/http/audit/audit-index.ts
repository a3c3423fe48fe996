import type { AuditedBy } from "../../domain/audit-entry.ts";
import type { AuditLog } from "../../ports/audit-log.ts";
import type { EventFeed } from "../events/event-feed.ts";

/** What the log says of commits; git says the rest, and does without. */
export interface AuditIndex {
  find(commit: string): AuditedBy | undefined;
}

/** Reads the log once, and follows what is added to it. */
export async function openAuditIndex(
  audit: Pick<AuditLog, "commits">,
  feed: Pick<EventFeed, "subscribe">,
): Promise<AuditIndex> {
  const commits = new Map<string, AuditedBy>();
  const keep = (event: string, commit: string | undefined, by: AuditedBy) => {
    if (commit !== undefined && (event === "committed" || event === "rolled back")) commits.set(commit, by);
  };
  for (const entry of await audit.commits()) {
    if (entry.event === "call") continue;
    const { event, commit, request_id, at, who } = entry;
    keep(event, commit, { request_id, by: who.name, at });
  }
  feed.subscribe(({ event: { event, commit, request_id, by, at } }) => keep(event, commit, { request_id, by, at }));
  return { find: (commit) => commits.get(commit) };
}
