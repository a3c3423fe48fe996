import type { StoredToken } from "../domain/access.ts";
import { UnknownName } from "../domain/failure.ts";
import type { TokenStore } from "../ports/token-store.ts";
import { nameHint, nearestNames } from "../sources/nearest-name.ts";

/** Ends a token, by its id or else every one of this name, and returns them. Throws `unknown-token`. */
export async function revokeToken(tokens: TokenStore, word: string): Promise<readonly StoredToken[]> {
  const all = await tokens.list();
  const byId = all.filter(({ id }) => id === word);
  const found = byId.length > 0 ? byId : all.filter(({ name }) => name === word);
  if (found.length === 0) throw unknown(word, all);
  for (const { id } of found) await tokens.remove(id);
  return found;
}

function unknown(word: string, all: readonly StoredToken[]): UnknownName {
  const names = all.map(({ name }) => name);
  return new UnknownName("unknown-token", `There is no token \`${word}\``, {
    hint: nameHint(word, names, "tokens"),
    nearest: nearestNames(word, names),
  });
}
