import { randomUUID } from "node:crypto";
import helmet, { type FastifyHelmetOptions } from "@fastify/helmet";
import swagger from "@fastify/swagger";
import underPressure from "@fastify/under-pressure";
import { fastify, LogController, type FastifyInstance, type FastifyReply } from "fastify";
import type { OpenWorld } from "../ports/world.ts";
import { refuseRemote } from "./access/refuse-remote.ts";
import { addRoute, problemType } from "./add-route.ts";
import { reachableSchemas } from "./contract-schemas.ts";
import { describeApi } from "./describe-api.ts";
import { Refusal, problemOf } from "./problems/problem-of.ts";
import { refusalOf } from "./problems/refusal-of.ts";
import { openRecentAnswers } from "./recent-answers.ts";
import type { Control, Route } from "./route.ts";
import { routes } from "./routes/index.ts";
import { openChanges } from "./run-change.ts";
import { requestValidator } from "./validate-request.ts";

export interface ServerOptions {
  readonly openWorld: OpenWorld;
  /** This package's version. */
  readonly version: string;
  /** Takes the log, one line of JSON each. */
  readonly log: { readonly write: (line: string) => void };
}

/** No page is ever served, so a browser may do nothing with an answer; what is in front of the server adds HTTPS. */
const secureHeaders: FastifyHelmetOptions = {
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  strictTransportSecurity: false,
  xFrameOptions: { action: "deny" },
};

const mebibyte = 1024 * 1024;

/** The control plane; it does not listen yet. */
export async function openServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = fastify({
    logger: { level: "warn", stream: options.log, serializers: { req: describeRequest } },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    frameworkErrors: (error, _request, reply) => sendProblem(reply, refusalOf(error) ?? defect()),
    bodyLimit: mebibyte,
    requestTimeout: 30_000,
    forceCloseConnections: "idle",
    return503OnClosing: false,
    routerOptions: { maxParamLength: 1000 },
  });
  takeJsonOnly(server);
  answerProblems(server);
  await addPlugins(server, options);
  guard(server);
  const control = openControl(server, options);
  await server.register(async (part) => {
    for (const route of routes) addRoute(part, route, control);
  });
  server.get("/openapi.json", { schema: { hide: true } }, async () => server.swagger());
  return server;
}

/** A query can hold anything, so the log has none of it. */
function describeRequest({ id, method, url }: { id: string; method: string; url: string }) {
  return { id, method, path: url.split("?")[0] };
}

function takeJsonOnly(server: FastifyInstance): void {
  server.removeContentTypeParser("text/plain");
}

async function addPlugins(server: FastifyInstance, { version }: ServerOptions): Promise<void> {
  const schemas = reachableSchemas(routes.flatMap(schemaNames));
  for (const schema of schemas) server.addSchema(schema);
  server.setValidatorCompiler(requestValidator(schemas));
  server.setSerializerCompiler(() => JSON.stringify);
  await server.register(swagger, describeApi(version));
  await server.register(helmet, secureHeaders);
  await server.register(underPressure, { maxEventLoopDelay: 2000 });
}

function schemaNames({ takes, answers }: Route): string[] {
  const taken = Object.values(takes).filter((name) => name !== undefined);
  return [...taken, ...Object.values(answers).map(({ schema }) => schema), "Problem"];
}

/** Who may call; nobody is let in by a later hook. */
function guard(server: FastifyInstance): void {
  let isStopping = false;
  server.addHook("preClose", async () => {
    isStopping = true;
  });
  server.addHook("onRequest", async ({ headers, socket }, reply) => {
    void reply.header("cache-control", "no-store");
    if (isStopping) throw stopping();
    const refusal = refuseRemote({ remoteAddress: socket.remoteAddress, headers });
    if (refusal !== undefined) throw refusal;
  });
}

function openControl(server: FastifyInstance, { openWorld }: ServerOptions): Control {
  const world = openWorld();
  const recent = openRecentAnswers(world.clock);
  const changes = openChanges(openWorld, recent);
  server.addHook("onClose", () => changes.settled());
  return { world, recent, runChange: changes.run };
}

/** Every refusal is a problem; a defect is logged, and tells the caller nothing. */
function answerProblems(server: FastifyInstance): void {
  server.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error) ?? defect();
    if (refusal.code === "defect") request.log.error({ err: error, req: request }, "Defect");
    return sendProblem(reply, refusal);
  });
  server.setNotFoundHandler((request, reply) => {
    const what = `There is no \`${request.method} ${request.url.split("?")[0]}\``;
    return sendProblem(reply, new Refusal("no-such-route", what, { hint: "`/openapi.json` lists every call" }));
  });
}

function stopping(): Refusal {
  return new Refusal("stopping", "The server is about to stop", { hint: "Try again in a few seconds", retry: "later" });
}

function defect(): Refusal {
  return new Refusal("defect", "The server has a defect", { hint: "Its log has more; please report it" });
}

function sendProblem(reply: FastifyReply, refusal: Parameters<typeof problemOf>[0]): FastifyReply {
  const problem = problemOf(refusal, reply.request.id);
  return reply.code(problem.status).type(problemType).send(problem);
}
