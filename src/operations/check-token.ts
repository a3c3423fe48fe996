import { createHash, timingSafeEqual } from "node:crypto";
import { tokenPattern, type StoredToken } from "../domain/access.ts";
import { isInUse } from "./create-token.ts";

const nobody = "0".repeat(64);

/** The token that was presented, where it lets its bearer in; how long that takes does not tell why not. */
export function checkToken(presented: string, tokens: readonly StoredToken[], now: Date): StoredToken | undefined {
  const [, id] = tokenPattern.exec(presented) ?? [];
  const known = tokens.find((token) => token.id === id);
  const hash = createHash("sha256").update(presented).digest();
  const isSame = timingSafeEqual(hash, Buffer.from(known?.sha256 ?? nobody, "hex"));
  return known !== undefined && isSame && isInUse(known, now) ? known : undefined;
}
