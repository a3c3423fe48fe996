import type { FastifyInstance, FastifyReply } from "fastify";
import type { Failure } from "../../domain/failure.ts";
import { problemOf, type Refusal } from "./problem-of.ts";
import { defect, refusalOf } from "./refusal-of.ts";

export const problemType = "application/problem+json; charset=utf-8";

/** Every refusal is a problem; a defect is logged, and tells the caller nothing. */
export function answerProblems(server: FastifyInstance): void {
  server.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error) ?? defect();
    if (refusal.code === "defect") request.log.error({ err: error, req: request }, "Defect");
    return sendProblem(reply, refusal);
  });
}

export function sendProblem(reply: FastifyReply, refusal: Failure | Refusal): FastifyReply {
  const problem = problemOf(refusal, reply.request.id);
  reply.request.problemCode = refusal.code;
  return reply.code(problem.status).type(problemType).send(problem);
}
