import { describe } from "vitest";
import { trafficLogContract } from "../contracts/traffic-log-contract.ts";
import { memoryTrafficLog } from "./memory-traffic-log.ts";

describe("a traffic log in memory", () => {
  trafficLogContract({ open: async () => memoryTrafficLog() });
});
