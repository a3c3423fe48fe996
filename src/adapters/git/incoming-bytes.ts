import type { Readable } from "node:stream";

/** Takes lines and exact numbers of bytes from a stream, as they arrive. */
export interface IncomingBytes {
  /** The next line, without its line feed. Rejects where the stream ends before. */
  line(): Promise<string>;
  /** The next bytes, exactly as many. Rejects where the stream ends before. */
  bytes(count: number): Promise<Buffer>;
}

export function readIncoming(stream: Readable): IncomingBytes {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest: Buffer = Buffer.alloc(0);

  const next = async (): Promise<Buffer> => {
    const { value, done } = await chunks.next();
    if (done === true) throw new Error("The output ended early");
    return value;
  };
  const take = (count: number): Buffer => {
    const taken = rest.subarray(0, count);
    rest = rest.subarray(count);
    return taken;
  };
  return {
    async line() {
      let end = rest.indexOf("\n");
      while (end === -1) {
        rest = Buffer.concat([rest, await next()]);
        end = rest.indexOf("\n");
      }
      return take(end + 1).toString("utf8", 0, end);
    },
    async bytes(count) {
      const parts = [rest];
      for (let have = rest.length; have < count;) {
        const chunk = await next();
        parts.push(chunk);
        have += chunk.length;
      }
      rest = Buffer.concat(parts);
      return take(count);
    },
  };
}
