/** The data of server-sent events, one by one, until `[DONE]` or the end of the bytes. */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let waiting = "";
  for await (const bytes of body) {
    waiting += decoder.decode(bytes, { stream: true });
    const blocks = waiting.split(/\r?\n\r?\n/);
    waiting = blocks.pop() ?? "";
    for (const block of blocks) {
      const data = dataOf(block);
      if (data === "[DONE]") return;
      if (data !== undefined) yield data;
    }
  }
  const data = dataOf(waiting);
  if (data !== undefined && data !== "[DONE]") yield data;
}

/** Undefined for a comment or an event without data. */
function dataOf(block: string): string | undefined {
  const lines = block.split(/\r?\n/).flatMap((line) => /^data: ?(.*)$/.exec(line)?.slice(1) ?? []);
  return lines.length === 0 ? undefined : lines.join("\n");
}

/** The bytes of a body; not every browser can loop over one. Leaving the loop ends the call. */
export async function* readBytes(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
