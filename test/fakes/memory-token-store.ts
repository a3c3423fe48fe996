import type { StoredToken } from "../../src/domain/access.ts";
import type { TokenStore } from "../../src/ports/token-store.ts";

/** Tokens in memory; those who share the map share the store. */
export function memoryTokenStore(tokens = new Map<string, StoredToken>()): TokenStore {
  return {
    async list() {
      return [...tokens.values()].toSorted((a, b) => (a.created_at + a.id < b.created_at + b.id ? -1 : 1));
    },
    async add(token) {
      tokens.set(token.id, token);
    },
    async remove(id) {
      return tokens.delete(id);
    },
  };
}
