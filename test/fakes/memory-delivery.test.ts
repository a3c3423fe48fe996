import { describe } from "vitest";
import { Failure } from "../../src/domain/failure.ts";
import { deliveryContract } from "../contracts/delivery-contract.ts";
import { memoryDelivery } from "./memory-delivery.ts";

describe("the delivery in memory", () => {
  deliveryContract({
    open: async () => memoryDelivery(),
    async openRefusing() {
      const delivery = memoryDelivery();
      delivery.refuse(new Failure("target-not-writable", "It is read-only", "Make it writable"));
      return { delivery, code: "target-not-writable" };
    },
  });
});
