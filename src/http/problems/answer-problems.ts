import type { FastifyInstance, FastifyReply } from "fastify";
import type { Failure } from "../../domain/failure.ts";
import { problemOf, Refusal } from "./problem-of.ts";
import { defect, refusalOf } from "./refusal-of.ts";

export const problemType = "application/problem+json; charset=utf-8";

/** Every refusal is a problem; a defect is logged, and tells the caller nothing. */
export function answerProblems(server: FastifyInstance): void {
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

export function sendProblem(reply: FastifyReply, refusal: Failure | Refusal): FastifyReply {
  const problem = problemOf(refusal, reply.request.id);
  reply.request.problemCode = refusal.code;
  return reply.code(problem.status).type(problemType).send(problem);
}
