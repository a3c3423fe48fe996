import { createHmac } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { Refusal } from "../problems/problem-of.ts";
import { isSigned } from "./check-signature.ts";

/** What became of a call of the webhook. */
export type WebhookOutcome = "woken" | "repeated" | "ignored" | "refused";

export interface WebhookOptions {
  /** Shared with whoever calls. */
  readonly secret: string;
  /** Has the next pass begin now. */
  readonly wake: () => void;
  readonly record: (outcome: WebhookOutcome) => void;
}

/** The most that GitHub sends. */
const mostBytes = 25 * 1024 * 1024;
const mostRemembered = 1000;

/**
 * `POST /webhook`, as GitHub and Gitea call it after a push. It carries no trust but that of waking: what is to be in
 * force the remote alone says, when it is asked, so a call that comes late, twice or out of order does no harm. The body
 * is signed and never read: it is hashed as it comes.
 */
export async function addWebhook(server: FastifyInstance, { secret, wake, record }: WebhookOptions): Promise<void> {
  const isKnown = rememberNames();
  await server.register(async (part) => {
    part.removeAllContentTypeParsers();
    part.addContentTypeParser("*", async (_request: unknown, body: AsyncIterable<Buffer>) => digestOf(body, secret));
    part.post("/webhook", async (request, reply) => {
      const { body, headers } = request;
      const digest = body instanceof Buffer ? body : createHmac("sha256", secret).digest();
      if (!isSigned(headers["x-hub-signature-256"], digest)) {
        record("refused");
        throw unsigned();
      }
      const outcome = judge(headers, isKnown);
      record(outcome);
      if (outcome === "woken") wake();
      return reply.code(outcome === "woken" ? 202 : 200).send({ outcome });
    });
  });
}

async function digestOf(body: AsyncIterable<Buffer>, secret: string): Promise<Buffer> {
  const hmac = createHmac("sha256", secret);
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw tooLarge();
    hmac.update(chunk);
  }
  return hmac.digest();
}

function judge(headers: Readonly<Record<string, unknown>>, isKnown: (name: string) => boolean): WebhookOutcome {
  if (headers["x-github-event"] !== "push") return "ignored";
  const delivery = headers["x-github-delivery"];
  return typeof delivery === "string" && isKnown(delivery) ? "repeated" : "woken";
}

/** Whether a name came before; the newest ones are remembered. */
function rememberNames(): (name: string) => boolean {
  const names = new Set<string>();
  return (name) => {
    if (names.has(name)) return true;
    names.add(name);
    const [oldest] = names;
    if (names.size > mostRemembered && oldest !== undefined) names.delete(oldest);
    return false;
  };
}

function unsigned(): Refusal {
  return new Refusal("signature-refused", "The call is not signed with the secret that is known here", {
    hint: "Set the same secret on both sides: `LITELLM_PROFILES_WEBHOOK_SECRET` here, the webhook's secret there",
  });
}

function tooLarge(): Refusal {
  return new Refusal("body-too-large", "The body is larger than GitHub sends any", { hint: "Send less" });
}
