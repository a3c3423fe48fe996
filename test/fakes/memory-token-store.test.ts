import { describe } from "vitest";
import { tokenStoreContract } from "../contracts/token-store-contract.ts";
import { memoryTokenStore } from "./memory-token-store.ts";

describe("tokens in memory", () => {
  tokenStoreContract({
    open: async () => {
      const tokens = new Map();
      return { first: memoryTokenStore(tokens), second: memoryTokenStore(tokens) };
    },
  });
});
