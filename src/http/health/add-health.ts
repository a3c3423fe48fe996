import type { FastifyInstance } from "fastify";
import { Failure } from "../../domain/failure.ts";
import { checkReadiness } from "../../operations/check-readiness.ts";
import { loadHeadProject } from "../../operations/load-head-project.ts";
import { readStatus } from "../../operations/read-status.ts";
import { tryTo } from "../../operations/try-to.ts";
import type { World } from "../../ports/world.ts";
import type { Control } from "../route.ts";
import type { Metrics } from "./metrics.ts";

/** Whether the process answers, whether it could switch, and its figures; only the figures ask for a token. */
export function addHealth(server: FastifyInstance, control: Control, metrics: Metrics): void {
  const open = { schema: { hide: true }, config: { role: "anyone" as const } };
  server.get("/healthz", open, async () => ({ status: "ok" }));
  server.get("/readyz", open, async (_request, reply) => {
    const body = await control.recent.read(["ready"], async () => JSON.stringify(await readReadiness(control.world)));
    const isReady = body.startsWith('{"ready":true');
    return reply
      .code(isReady ? 200 : 503)
      .type("application/json; charset=utf-8")
      .send(body);
  });
  server.get("/metrics", { schema: { hide: true } }, async (_request, reply) => {
    await observeDrift(control, metrics);
    return reply.type(metrics.contentType).send(await metrics.print());
  });
}

/** Findings are for those who have a token. */
async function readReadiness({ store }: World): Promise<object> {
  const checks = await checkReadiness(store);
  return { ready: checks.every(({ ok }) => ok), checks };
}

/** Of every environment, once a second at most; one that cannot be read keeps its last figure. */
async function observeDrift({ world, recent }: Control, metrics: Metrics): Promise<void> {
  await recent.read(["drift"], async () => {
    const project = await tryTo(() => loadHeadProject(world.store));
    const environments = project instanceof Failure ? [] : project.environments;
    const statuses = await Promise.all(environments.map(({ name }) => tryTo(() => readStatus(world, name))));
    for (const status of statuses) if (!(status instanceof Failure)) metrics.observe(status);
    return "";
  });
}
