import { randomBytes } from "node:crypto";
import { tokenNamePattern, type Role, type StoredToken } from "../domain/access.ts";
import { Failure } from "../domain/failure.ts";
import { sha256 } from "../domain/sha256.ts";
import type { TokenStore } from "../ports/token-store.ts";
import type { World } from "../ports/world.ts";

export interface TokenRequest {
  readonly name: string;
  readonly role: Role;
  /** Absent, it does not end by itself. */
  readonly days?: number;
}

export interface CreatedToken {
  /** Shown once: only its hash is kept. */
  readonly token: string;
  readonly stored: StoredToken;
}

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** Makes an access token. Throws `bad-token-name`, and `token-name-taken` where one that is in use has the name. */
export async function createToken(
  tokens: TokenStore,
  { clock, actor }: Pick<World, "clock" | "actor">,
  { name, role, days }: TokenRequest,
): Promise<CreatedToken> {
  requireName(name);
  const now = clock.now();
  const others = await tokens.list();
  if (others.some((other) => other.name === name && isInUse(other, now))) throw taken(name);
  const id = randomBytes(4).toString("hex");
  const token = `lpt_${id}_${randomBytes(32).toString("base64url")}`;
  const stored: StoredToken = {
    v: 1,
    id,
    name,
    role,
    sha256: sha256(token),
    created_at: now.toISOString(),
    created_by: `${actor.name} <${actor.email}>`,
    expires_at: days === undefined ? null : new Date(now.getTime() + days * dayMilliseconds).toISOString(),
  };
  await tokens.add(stored);
  return { token, stored };
}

/** Whether it still lets anybody in. */
export function isInUse({ expires_at }: StoredToken, now: Date): boolean {
  return expires_at === null || Date.parse(expires_at) > now.getTime();
}

function requireName(name: string): void {
  if (tokenNamePattern.test(name)) return;
  throw new Failure(
    "bad-token-name",
    "The name of a token has 2 to 64 letters, digits, dots, dashes, underscores or spaces",
    "Name who will use it, such as `ci` or `dashboard`",
  );
}

function taken(name: string): Failure {
  return new Failure(
    "token-name-taken",
    `A token is called \`${name}\` already`,
    `Take another name, or \`litellm-profiles token revoke\` that one first`,
  );
}
