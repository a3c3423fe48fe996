import type { FastifyInstance, FastifySchema } from "fastify";
import { problemType } from "./problems/answer-problems.ts";
import { problemCodes, type ProblemCode } from "./problems/problem-codes.ts";
import type { AnswerMeaning, Control, Route } from "./route.ts";

const basePath = "/admin/profiles";
const jsonType = "application/json; charset=utf-8";

/** Refusals that any call can meet. */
const anyProblems = [
  "invalid-request",
  "token-missing",
  "token-refused",
  "not-local",
  "locked-out",
  "overloaded",
  "stopping",
] as const satisfies readonly ProblemCode[];

/** Headers that problems of a status always have, and what each says. */
const problemHeaders: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { "WWW-Authenticate": "`Bearer`: bring a token." },
  429: { "Retry-After": "Seconds until the next call is let in." },
};

/** Adds a route to the server, and to its OpenAPI document. */
export function addRoute(server: FastifyInstance, route: Route, control: Control): void {
  server.route({
    method: route.method,
    url: `${basePath}${route.path.replaceAll(/\{(\w+)\}/g, ":$1")}`,
    schema: schemaOf(route),
    config: {
      role: route.role,
      ...(route.perMinute !== undefined && { rateLimit: { max: route.perMinute } }),
    },
    async handler(request, reply) {
      const { id, who, headers, params, query, body } = request;
      const answer = await route.answer(control, { id, who, headers, path: params, query, body });
      if (answer.status >= 400) request.problemCode = "not-proven";
      void reply.code(answer.status).type(answer.status >= 400 ? problemType : jsonType);
      return reply.headers(answer.headers ?? {}).send(answer.body);
    },
  });
}

/** Names of the types in its schemas. */
export function schemaNames({ takes, answers, mentions = [] }: Route): string[] {
  const answered = Object.values(answers).map(({ schema }) => schema);
  return [...Object.values(takes), ...answered, ...mentions, "Problem"].filter((name) => name !== undefined);
}

function schemaOf({ takes, answers, ...route }: Route): FastifySchema {
  const words = `${route.method.toLowerCase()}${route.path}`;
  return {
    operationId: words.replaceAll(/\W+(\w?)/g, (_, letter: string) => letter.toUpperCase()),
    summary: route.summary,
    ...(route.description !== undefined && { description: route.description }),
    tags: ["profiles"],
    ...(takes.path !== undefined && { params: refer(takes.path) }),
    ...(takes.query !== undefined && { querystring: refer(takes.query) }),
    ...(takes.body !== undefined && { body: refer(takes.body) }),
    response: {
      ...problemAnswers(problemsOf({ takes, ...route })),
      ...Object.fromEntries(Object.entries(answers).map(answerSchema)),
    },
  };
}

function problemsOf({ role, perMinute, takes, problems }: Omit<Route, "answers" | "answer">): readonly ProblemCode[] {
  return [
    ...anyProblems,
    ...(role === "admin" ? (["role-too-low"] as const) : []),
    ...(perMinute === undefined ? [] : (["too-many-requests"] as const)),
    ...(takes.body === undefined ? [] : (["body-too-large", "not-json"] as const)),
    ...problems,
  ];
}

function answerSchema([status, { schema, says, also = [], headers = {} }]: [string, AnswerMeaning]) {
  const type = Number(status) >= 400 ? "application/problem+json" : "application/json";
  const content = {
    ...(schema !== undefined && { [type]: { schema: refer(schema) } }),
    ...Object.fromEntries(also.map((other) => [other, { schema: { type: "string" } }])),
  };
  return [status, { description: says, ...headersOf(headers), ...(Object.keys(content).length > 0 && { content }) }];
}

function headersOf(headers: Readonly<Record<string, string>>) {
  const schemas = Object.entries(headers).map(([name, description]) => [name, { type: "string", description }]);
  return schemas.length === 0 ? {} : { headers: Object.fromEntries(schemas) };
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
    ...headersOf(problemHeaders[status] ?? {}),
    content: { "application/problem+json": { schema: refer("Problem") } },
  };
}

function refer(name: string): { readonly $ref: string } {
  return { $ref: `${name}#` };
}
