import { createHash } from "node:crypto";
import type { Failure } from "../../src/domain/failure.ts";
import type { DeliveredFile } from "../../src/domain/proof.ts";
import type { Delivery } from "../../src/ports/delivery.ts";

/** A delivery that a test can look into, and make refuse. */
export interface MemoryDelivery extends Delivery {
  /** Every text delivered, oldest first. */
  readonly texts: readonly string[];
  /** The newest delivery as a file. */
  describe(): DeliveredFile;
  /** From now on every delivery is refused; undefined allows it again. */
  refuse(failure: Failure | undefined): void;
}

export function memoryDelivery(path = "/proxy/litellm_config.yaml"): MemoryDelivery {
  const texts: string[] = [];
  let refusal: Failure | undefined;
  const check = async () => {
    if (refusal) throw refusal;
  };
  return {
    path,
    texts,
    describe: () => describe(path, texts.at(-1) ?? "", texts.length),
    refuse(failure) {
      refusal = failure;
    },
    check,
    async deliver(text) {
      await check();
      texts.push(text);
      return describe(path, text, texts.length);
    },
    async current() {
      const text = texts.at(-1);
      return text === undefined ? undefined : { file: describe(path, text, texts.length), text };
    },
  };
}

function describe(path: string, text: string, version: number): DeliveredFile {
  return { path, identity: `1:${version}:${version}`, sha256: createHash("sha256").update(text).digest("hex") };
}
