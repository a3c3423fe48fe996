import { setTimeout as sleep } from "node:timers/promises";
import { chat, type ChatAnswer } from "./chat.ts";

export interface LoadOptions {
  readonly url: string;
  readonly key: string;
  readonly aliases: readonly string[];
  /** How many ask at the same time. Every third wants its answers as a stream. */
  readonly clients: number;
  /** Between an answer and the next question. */
  readonly pauseMilliseconds: number;
}

/** A constant load on the aliases of a proxy. */
export interface Load {
  /** The answers that have come since it was last asked. */
  take(): readonly ChatAnswer[];
  /** Ends the load when every question is answered. */
  stop(): Promise<void>;
}

/** Few, so that a response cache has them all soon. */
const promptCount = 4;

export function startClients(options: LoadOptions): Load {
  let answers: ChatAnswer[] = [];
  const ending = new AbortController();
  const clients = Array.from({ length: options.clients }, async (_, client) => {
    for (let question = client; !ending.signal.aborted; question += 1) {
      answers.push(await ask(options, client, question));
      await sleep(options.pauseMilliseconds);
    }
  });
  return {
    take() {
      const taken = answers;
      answers = [];
      return taken;
    },
    async stop() {
      ending.abort();
      await Promise.all(clients);
    },
  };
}

function ask({ aliases, ...proxy }: LoadOptions, client: number, question: number): Promise<ChatAnswer> {
  const model = aliases[question % aliases.length] ?? "";
  return chat(proxy, { model, prompt: `Question ${question % promptCount}`, stream: client % 3 === 2 });
}
