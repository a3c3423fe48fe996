import type { FastifyInstance, FastifySchema } from "fastify";
import { problemCodes, type ProblemCode } from "./problems/problem-codes.ts";
import type { Control, Route } from "./route.ts";

const basePath = "/admin/profiles";

/** Refusals that any call can meet. */
const anyProblems = [
  "invalid-request",
  "not-local",
  "overloaded",
  "stopping",
] as const satisfies readonly ProblemCode[];
const bodyProblems = ["body-too-large", "not-json"] as const satisfies readonly ProblemCode[];

/** Adds a route to the server, and to its OpenAPI document. */
export function addRoute(server: FastifyInstance, route: Route, control: Control): void {
  server.route({
    method: route.method,
    url: `${basePath}${route.path.replaceAll(/\{(\w+)\}/g, ":$1")}`,
    schema: schemaOf(route),
    async handler(request, reply) {
      const { id, params, query, body } = request;
      const answer = await route.answer(control, { id, path: params, query, body });
      const isProblem = answer.status >= 400;
      void reply.code(answer.status).type(isProblem ? problemType : "application/json; charset=utf-8");
      return reply.send(answer.body);
    },
  });
}

export const problemType = "application/problem+json; charset=utf-8";

function schemaOf({ takes, answers, ...route }: Route): FastifySchema {
  const problems = [...anyProblems, ...(takes.body === undefined ? [] : bodyProblems), ...route.problems];
  return {
    operationId: `${route.method.toLowerCase()}${route.path.replaceAll(/\W+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary: route.summary,
    ...(route.description !== undefined && { description: route.description }),
    tags: ["profiles"],
    ...(takes.path !== undefined && { params: refer(takes.path) }),
    ...(takes.query !== undefined && { querystring: refer(takes.query) }),
    ...(takes.body !== undefined && { body: refer(takes.body) }),
    response: { ...problemAnswers(problems), ...Object.fromEntries(Object.entries(answers).map(answerSchema)) },
  };
}

function answerSchema([status, { schema, says }]: [string, { schema: string; says: string }]) {
  const type = Number(status) >= 400 ? "application/problem+json" : "application/json";
  return [status, { description: says, content: { [type]: { schema: refer(schema) } } }];
}

/** One answer per status, which lists the codes that may come with it. */
function problemAnswers(codes: readonly ProblemCode[]) {
  const statuses = new Set(codes.map((code) => problemCodes[code].status));
  return Object.fromEntries([...statuses].map((status) => [status, problemAnswer(status, codes)]));
}

function problemAnswer(status: number, codes: readonly ProblemCode[]) {
  const found = [...new Set(codes)].filter((code) => problemCodes[code].status === status);
  return {
    description: found.map((code) => `\`${code}\`: ${problemCodes[code].title}`).join(". "),
    content: { "application/problem+json": { schema: refer("Problem") } },
  };
}

function refer(name: string): { readonly $ref: string } {
  return { $ref: `${name}#` };
}
