import { describeRemote, type Clone } from "../contracts/remote-contract.ts";
import { MemoryOrigin } from "./memory-remote.ts";
import { MemoryStore } from "./memory-store.ts";

describeRemote("memory", async () => {
  const first = new MemoryStore({ "file.txt": "first\n" });
  const origin = new MemoryOrigin(first);
  return {
    ada: toClone(origin, first),
    bob: toClone(origin, first.clone()),
    remoteTip: async () => origin.tip,
    remoteNote: async (commit) => origin.readRawNote(commit),
    refuse: async (words) => origin.trouble({ kind: "refusing", words }),
    rewrite: async (commit) => origin.moveTip(commit),
    goAway: async () => origin.trouble({ kind: "gone" }),
    // Nothing gets lost in memory.
    loseNextReply: async () => undefined,
  };
});

function toClone(origin: MemoryOrigin, store: MemoryStore): Clone {
  return {
    store,
    remote: origin.open(store),
    readWorkFile: async (path) => store.readWorkFile(path),
    writeWorkFile: async (path, text) => store.writeWorkFile(path, text),
    detach: async () => store.detach(),
    writeRawNote: async (commit, text) => store.writeRawNote(commit, text),
  };
}
