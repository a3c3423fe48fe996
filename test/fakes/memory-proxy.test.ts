import { describe } from "vitest";
import { proxyContract } from "../contracts/proxy-contract.ts";
import { memoryProxy } from "./memory-proxy.ts";

describe("the proxy in memory", () => {
  proxyContract({
    async answering(answer, aliases, metrics = "") {
      const proxy = memoryProxy();
      proxy.answer(() => answer.workers, answer.others);
      proxy.answerAliases(aliases);
      proxy.answerMetrics([metrics]);
      return proxy;
    },
    async lacking({ workers }, names) {
      const proxy = memoryProxy();
      proxy.answer(() => workers);
      proxy.lack(names);
      return proxy;
    },
    async refusing(code) {
      const proxy = memoryProxy();
      proxy.refuse(code);
      return proxy;
    },
    async silent(group, status, message) {
      const proxy = memoryProxy();
      proxy.silence({ [group]: `status ${status}, ${message}` });
      return proxy;
    },
  });
});
