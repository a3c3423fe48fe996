import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import type { Role } from "../../domain/access.ts";
import type { Who } from "../../domain/audit-entry.ts";
import { Refusal } from "../problems/problem-of.ts";
import type { ProblemCode } from "../problems/problem-codes.ts";
import { identify, LockedOut, type Access } from "./identify.ts";

declare module "fastify" {
  interface FastifyRequest {
    who: Who;
    /** Code of the problem that it was answered with; null where it was none. */
    problemCode: ProblemCode | null;
  }
  interface FastifyContextConfig {
    /** The least that a caller must have; absent, viewer. */
    role?: Role | "anyone";
  }
}

/** Finds out who calls before anything else happens, and lets nobody further than their role and their pace. */
export async function addGuard(server: FastifyInstance, access: Access): Promise<void> {
  const nobody: Omit<Who, "address"> = { kind: "nobody", token_id: null, name: "", role: null };
  let isStopping = false;
  server.addHook("preClose", async () => {
    isStopping = true;
  });
  // A connection that stays open would keep the server from ending.
  server.addHook("onSend", async (_request, reply) => {
    if (isStopping) void reply.header("connection", "close");
  });
  server.decorateRequest("who");
  server.decorateRequest("problemCode", null);
  server.addHook("onRequest", async (request, reply) => {
    void reply.header("cache-control", "no-store");
    const { headers, socket, routeOptions } = request;
    request.who = { ...nobody, address: socket.remoteAddress ?? "" };
    if (isStopping) throw stops();
    const { role = "viewer" } = routeOptions.config;
    if (role === "anyone") return;
    try {
      request.who = await identify(access, { remoteAddress: socket.remoteAddress, headers });
    } catch (error) {
      if (error instanceof LockedOut) void reply.header("retry-after", error.seconds);
      if (error instanceof Refusal && error.code.startsWith("token-")) void reply.header("www-authenticate", "Bearer");
      throw error;
    }
    if (role === "admin" && request.who.role !== "admin") throw tooLow();
  });
  await server.register(rateLimit, {
    global: false,
    timeWindow: 60_000,
    allowList: ({ who }) => who.kind === "local",
    keyGenerator: ({ who }) => who.token_id ?? "",
    errorResponseBuilder: (_request, { ttl }) => tooMany(Math.ceil(ttl / 1000)),
  });
}

function tooLow(): Refusal {
  return new Refusal("role-too-low", "The token may read, and not change", {
    hint: "Call with a token of role `admin`: `litellm-profiles token create NAME --role admin`",
  });
}

function tooMany(seconds: number): Refusal {
  return new Refusal("too-many-requests", "The token is used too often", {
    hint: `Try again in ${seconds} seconds`,
    retry: "later",
  });
}

function stops(): Refusal {
  return new Refusal("stopping", "The server is about to stop", { hint: "Try again in a few seconds", retry: "later" });
}
