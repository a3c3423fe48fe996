import type { Who } from "../../domain/audit-entry.ts";
import { checkToken } from "../../operations/check-token.ts";
import type { Clock } from "../../ports/clock.ts";
import type { TokenStore } from "../../ports/token-store.ts";
import { Refusal } from "../problems/problem-of.ts";
import type { LockOut } from "./lock-out.ts";
import { refuseRemote, type Origins } from "./refuse-remote.ts";

/** How callers are told apart. */
export interface Access {
  readonly tokens: Pick<TokenStore, "list">;
  readonly lockOut: LockOut;
  readonly clock: Pick<Clock, "now">;
  /** Whether programs on this machine need no token; then who they are to git. */
  readonly local: { readonly name: string } | undefined;
}

const howToGetOne =
  "`litellm-profiles token create NAME --role viewer` makes one; send it as `Authorization: Bearer …`";

/** Who calls. Throws `token-missing`, `token-refused`, `locked-out` or `not-local`; the same for every wrong token. */
export async function identify(access: Access, call: Origins): Promise<Who> {
  const { authorization } = call.headers;
  if (authorization === undefined) return identifyLocal(access, call);
  return identifyBearer(access, call, typeof authorization === "string" ? authorization : "");
}

function identifyLocal({ local }: Access, call: Origins): Who {
  if (local === undefined) throw new Refusal("token-missing", "The call brings no token", { hint: howToGetOne });
  const refusal = refuseRemote(call);
  if (refusal !== undefined) throw refusal;
  return { kind: "local", token_id: null, name: local.name, role: "admin", address: call.remoteAddress ?? "" };
}

async function identifyBearer(access: Access, { remoteAddress: address = "" }: Origins, header: string): Promise<Who> {
  const { tokens, lockOut, clock } = access;
  const seconds = lockOut.secondsLeft(address);
  if (seconds > 0) throw new LockedOut(seconds);
  const [, presented = ""] = /^Bearer +(\S+)$/i.exec(header) ?? [];
  const token = checkToken(presented, await tokens.list(), clock.now());
  if (token === undefined) {
    lockOut.failed(address);
    throw new Refusal("token-refused", "The token lets nobody in", { hint: howToGetOne });
  }
  lockOut.succeeded(address);
  return { kind: "token", token_id: token.id, name: token.name, role: token.role, address };
}

export class LockedOut extends Refusal {
  readonly seconds: number;

  constructor(seconds: number) {
    super("locked-out", `Too many calls from this address brought a wrong token`, {
      hint: `Try again in ${seconds} seconds`,
      retry: "later",
    });
    this.seconds = seconds;
  }
}
