import type { FastifyInstance } from "fastify";
import { maskSecrets } from "../../domain/secret.ts";
import type { AuditLog } from "../../ports/audit-log.ts";
import type { Clock } from "../../ports/clock.ts";

/** Writes one line per call when it was answered; health is asked for by machines, and not logged. */
export function auditCalls(server: FastifyInstance, audit: Pick<AuditLog, "append">, clock: Pick<Clock, "now">): void {
  let isLost = false;
  server.addHook("onResponse", async (request, reply) => {
    if (request.routeOptions.config.role === "anyone") return;
    try {
      await audit.append([
        {
          v: 1,
          at: clock.now().toISOString(),
          request_id: request.id,
          who: request.who,
          event: "call",
          method: request.method,
          path: maskSecrets(request.url.replace(/\?.*/s, "")),
          status: reply.statusCode,
          code: request.problemCode,
          milliseconds: Math.round(reply.elapsedTime * 10) / 10,
        },
      ]);
      isLost = false;
    } catch (error) {
      if (!isLost) request.log.error({ err: error }, "Calls are not logged");
      isLost = true;
    }
  });
}
