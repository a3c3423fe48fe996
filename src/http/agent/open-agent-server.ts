import type { FastifyInstance } from "fastify";
import type { Pass } from "../../domain/pass.ts";
import type { Clock } from "../../ports/clock.ts";
import { openBareServer } from "../bare-server.ts";
import { sendProblem } from "../problems/answer-problems.ts";
import { Refusal } from "../problems/problem-of.ts";
import { addWebhook } from "./add-webhook.ts";
import { openPassMetrics } from "./pass-metrics.ts";
import { readinessOf } from "./readiness.ts";

export interface AgentServerOptions {
  readonly clock: Pick<Clock, "now">;
  /** From this age on a pass says nothing any more. */
  readonly mostSeconds: number;
  /** Absent, there is no webhook. */
  readonly secret?: string | undefined;
  /** Has the next pass begin now. */
  readonly wake: () => void;
  /** Takes the log, one line of JSON each. */
  readonly log: { readonly write: (line: string) => void };
}

export interface AgentServer {
  readonly server: FastifyInstance;
  readonly record: (pass: Pass) => void;
}

/** Health, figures and the webhook of an agent, none of which shows or changes anything; it does not listen yet. */
export async function openAgentServer(options: AgentServerOptions): Promise<AgentServer> {
  const { clock, mostSeconds, secret, wake, log } = options;
  const server = await openBareServer(log);
  server.setNotFoundHandler((_request, reply) => sendProblem(reply, nothingElse));
  const metrics = openPassMetrics();
  let last: Pass | undefined;
  server.get("/healthz", async () => ({ status: "ok" }));
  server.get("/readyz", async (_request, reply) => {
    const readiness = readinessOf(last, { now: clock.now(), mostSeconds });
    return reply.code(readiness.ready ? 200 : 503).send(readiness);
  });
  server.get("/metrics", async (_request, reply) => reply.type(metrics.contentType).send(await metrics.print()));
  if (secret !== undefined) await addWebhook(server, { secret, wake, record: metrics.recordWebhook });
  return {
    server,
    record(pass) {
      last = pass;
      metrics.record(pass);
    },
  };
}

const nothingElse = new Refusal("no-such-route", "There is nothing at this address", {
  hint: "There are `/healthz`, `/readyz` and `/metrics`, and `POST /webhook` where `LITELLM_PROFILES_WEBHOOK_SECRET` is set",
});
