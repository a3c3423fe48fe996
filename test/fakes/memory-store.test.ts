import { describeStore } from "../contracts/store-contract.ts";
import { MemoryStore } from "./memory-store.ts";

describeStore("memory", async (files) => {
  const memory = new MemoryStore(files);
  return {
    store: memory,
    makeCommit: async (...args) => memory.makeCommit(...args),
    moveBranch: async (commit) => memory.moveBranch(commit),
    detach: async () => memory.detach(),
    readWorkFile: async (path) => memory.readWorkFile(path),
    writeWorkFile: async (...args) => memory.writeWorkFile(...args),
    readStaged: async (path) => memory.readStaged(path),
    stage: async (path) => memory.stage(path),
    lockIndex: async () => memory.lockIndex(),
    writeRawNote: async (...args) => memory.writeRawNote(...args),
  };
});
