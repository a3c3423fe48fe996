import type { Who } from "../../domain/audit-entry.ts";
import { isInUse } from "../../operations/create-token.ts";
import type { Access } from "./identify.ts";

/** Whether whoever was let in would be so now: a token may have been revoked since, or be over. */
export async function isStillLetIn({ tokens, clock }: Pick<Access, "tokens" | "clock">, { token_id }: Who) {
  if (token_id === null) return true;
  return (await tokens.list()).some((token) => token.id === token_id && isInUse(token, clock.now()));
}
