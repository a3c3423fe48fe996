import { randomUUID } from "node:crypto";
import helmet, { type FastifyHelmetOptions } from "@fastify/helmet";
import { fastify, LogController, type FastifyInstance } from "fastify";
import { answerNoHttp } from "./problems/answer-no-http.ts";
import { answerProblems, sendProblem } from "./problems/answer-problems.ts";
import { defect, refusalOf } from "./problems/refusal-of.ts";

/** No page is ever served, so a browser may do nothing with an answer; what is in front of the server adds HTTPS. */
const secureHeaders: FastifyHelmetOptions = {
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  strictTransportSecurity: false,
  xFrameOptions: { action: "deny" },
};

const mebibyte = 1024 * 1024;

/** A server without a call: limits, headers, and problems instead of errors. `log` takes one line of JSON each. */
export async function openBareServer(log: { readonly write: (line: string) => void }): Promise<FastifyInstance> {
  const server = fastify({
    logger: { level: "warn", stream: log, serializers: { req: describeRequest } },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    clientErrorHandler: answerNoHttp,
    frameworkErrors: (error, _request, reply) => sendProblem(reply, refusalOf(error) ?? defect()),
    bodyLimit: mebibyte,
    requestTimeout: 30_000,
    forceCloseConnections: "idle",
    return503OnClosing: false,
    routerOptions: { maxParamLength: 1000 },
  });
  server.removeContentTypeParser("text/plain");
  answerProblems(server);
  await server.register(helmet, secureHeaders);
  return server;
}

/** A query can hold anything, so the log has none of it. */
function describeRequest({ id, method, url }: { id: string; method: string; url: string }) {
  return { id, method, path: url.split("?")[0] };
}
