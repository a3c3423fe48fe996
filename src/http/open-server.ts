import swagger from "@fastify/swagger";
import underPressure from "@fastify/under-pressure";
import type { FastifyInstance } from "fastify";
import type { Who } from "../domain/audit-entry.ts";
import type { Failure } from "../domain/failure.ts";
import type { Environment } from "../domain/project.ts";
import { sampledTraffic } from "../operations/sampled-traffic.ts";
import type { AuditLog } from "../ports/audit-log.ts";
import type { TokenStore } from "../ports/token-store.ts";
import type { TrafficLog } from "../ports/traffic-log.ts";
import type { TrafficSource } from "../ports/traffic-source.ts";
import type { OpenWorld, World } from "../ports/world.ts";
import { addGuard } from "./access/add-guard.ts";
import { isStillLetIn } from "./access/is-still-let-in.ts";
import { openLockOut } from "./access/lock-out.ts";
import { addRoute, schemaNames } from "./add-route.ts";
import { openAnswersAtHead } from "./answers-at-head.ts";
import { auditCalls } from "./audit/audit-calls.ts";
import { openAuditIndex } from "./audit/audit-index.ts";
import { openBareServer } from "./bare-server.ts";
import { openChanges } from "./changes/open-changes.ts";
import { reachableSchemas } from "./contract-schemas.ts";
import { describeApi } from "./describe-api.ts";
import { openEventFeed } from "./events/event-feed.ts";
import { openEventStreams } from "./events/event-streams.ts";
import { addHealth } from "./health/add-health.ts";
import { openMetrics, type Metrics } from "./health/metrics.ts";
import { openRecentAnswers } from "./recent-answers.ts";
import { refuseUnknown } from "./refuse-unknown.ts";
import type { Control } from "./route.ts";
import { routes } from "./routes/index.ts";
import { sampleRegularly } from "./traffic/sample-regularly.ts";
import { requestValidator } from "./validate-request.ts";

export interface ServerOptions {
  readonly openWorld: OpenWorld;
  readonly tokens: TokenStore;
  readonly audit: AuditLog;
  readonly traffic: TrafficLog;
  /** The server that an environment names for statistics; undefined where it names none. */
  readonly openPrometheus: (environment: Environment) => TrafficSource | undefined;
  /** Whether programs on this machine need no token. */
  readonly local: boolean;
  /** This package's version. */
  readonly version: string;
  /** Takes the log, one line of JSON each. */
  readonly log: { readonly write: (line: string) => void };
}

const sampleMilliseconds = 15_000;

/** The control plane; it does not listen yet. */
export async function openServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = await openBareServer(options.log);
  const metrics = openMetrics();
  const control = await openControl(server, options, metrics);
  await addPlugins(server, options, control);
  await server.register(async (part) => {
    for (const route of routes) addRoute(part, route, control);
    addHealth(part, control, metrics);
  });
  keepSampling(server, control.world, options);
  server.get("/openapi.json", { schema: { hide: true } }, async () => server.swagger());
  return server;
}

async function openControl(
  server: FastifyInstance,
  { openWorld, audit, traffic, tokens, openPrometheus }: ServerOptions,
  metrics: Metrics,
): Promise<Control> {
  const world = openWorld();
  const recent = openRecentAnswers(world.clock);
  const feed = openEventFeed(world.clock.now().getTime().toString(36));
  feed.subscribe(({ event }) => metrics.record(event));
  const auditIndex = await openAuditIndex(audit, feed);
  const changes = openChanges({ openWorld, recent, audit, feed, clock: world.clock });
  const streams = openEventStreams(feed);
  server.addHook("preClose", async () => streams.end());
  server.addHook("onClose", () => changes.settled());
  const atHead = openAnswersAtHead(world.store, recent);
  const letIn = (who: Who) => isStillLetIn({ tokens, clock: world.clock }, who);
  const openTraffic = (environment: Environment) =>
    openPrometheus(environment) ?? sampledTraffic(traffic, environment.name);
  return { world, recent, atHead, streams, isStillLetIn: letIn, auditIndex, openTraffic, runChange: changes.run };
}

/** As long as it listens. */
function keepSampling(server: FastifyInstance, world: World, { traffic }: Pick<ServerOptions, "traffic">): void {
  const controller = new AbortController();
  const { signal } = controller;
  const warn = (error: Failure) => server.log.warn({ err: error }, "Traffic is not sampled");
  server.addHook("onListen", async () => {
    void sampleRegularly({ world, traffic, everyMilliseconds: sampleMilliseconds, signal, warn });
  });
  server.addHook("preClose", async () => controller.abort());
}

async function addPlugins(server: FastifyInstance, options: ServerOptions, control: Control): Promise<void> {
  const schemas = reachableSchemas(routes.flatMap(schemaNames));
  for (const schema of schemas) server.addSchema(schema);
  server.setValidatorCompiler(requestValidator(schemas));
  server.setSerializerCompiler(() => JSON.stringify);
  await server.register(swagger, describeApi(options));
  await server.register(underPressure, { maxEventLoopDelay: 2000 });
  const { clock, actor } = control.world;
  auditCalls(server, options.audit, clock);
  const access = { tokens: options.tokens, lockOut: openLockOut(clock), clock, local: localOf(options.local, actor) };
  await addGuard(server, access);
  refuseUnknown(server);
}

function localOf(isLocal: boolean, { name }: { readonly name: string }): { readonly name: string } | undefined {
  return isLocal ? { name } : undefined;
}
