import type { ChatAnswer } from "./chat.ts";

/** What one alias means while a config is in force. */
interface Meaning {
  /** As the providers know them. */
  readonly models: ReadonlySet<string>;
  /** `model_info.id` of the deployments. */
  readonly ids: ReadonlySet<string>;
}

/** What the aliases of a config mean. */
export type Meanings = ReadonlyMap<string, Meaning>;

/** A time in which a config was delivered and in force. */
export interface Reign {
  /** When its delivery could begin at the earliest. */
  readonly began: number;
  /** When its proof was there; undefined where there was none. */
  readonly proven: number | undefined;
  readonly meanings: Meanings;
}

/** `failed`: no answer; `misrouted`: an answer of a profile that no longer was in force when the request was sent. */
export type Verdict = "right" | "failed" | "misrouted";

/** How answers are judged. A cached answer's header names the deployment that would answer now, so it proves nothing. */
export interface Judging {
  readonly byId: boolean;
}

/**
 * Judges an answer by what was in force between sending and receiving. Reigns are in order. Before its proof a reign and
 * the one before it may both answer, after it only it and those that began since.
 */
export function judge(answer: ChatAnswer, reigns: readonly Reign[], { byId }: Judging): Verdict {
  const { alias, status, model, id } = answer;
  if (status !== 200 || model === undefined) return "failed";
  const legal = reignsBetween(reigns, answer).flatMap(({ meanings }) => meanings.get(alias) ?? []);
  const isRight = legal.some(({ models, ids }) => models.has(model) && (!byId || ids.has(id ?? "")));
  return isRight ? "right" : "misrouted";
}

function reignsBetween(reigns: readonly Reign[], { sent, received }: ChatAnswer): Reign[] {
  const last = reigns.findLastIndex(({ proven }) => proven !== undefined && proven <= sent);
  return reigns.slice(Math.max(last, 0)).filter(({ began }) => began <= received);
}
