import type { FastifyInstance } from "fastify";
import { Refusal } from "./problems/problem-of.ts";

/**
 * Refuses what no route takes, before its body is read: with 405 and `Allow` where the address takes other methods. To be
 * called before any route is added.
 */
export function refuseUnknown(server: FastifyInstance): void {
  const routes: { readonly address: RegExp; readonly method: string }[] = [];
  server.addHook("onRoute", ({ url, method }) => {
    for (const one of [method].flat()) routes.push({ address: addressOf(url), method: one });
  });
  server.addHook("onRequest", async (request, reply) => {
    if (!request.is404) return;
    const [address = ""] = request.url.split("?");
    const allowed = new Set(routes.filter((route) => route.address.test(address)).map(({ method }) => method));
    if (allowed.size === 0 || allowed.has(request.method)) throw nothingThere(request.method, address);
    void reply.header("allow", [...allowed].join(", "));
    throw otherMethods(request.method, address, [...allowed]);
  });
}

/** An address as Fastify writes it, `:name` for what varies. */
function addressOf(url: string): RegExp {
  return new RegExp(`^${url.replaceAll(".", "\\.").replaceAll(/:\w+/g, "[^/]+")}$`);
}

function nothingThere(method: string, address: string): Refusal {
  return new Refusal("no-such-route", `There is no \`${method} ${address}\``, {
    hint: "`/openapi.json` lists every call",
  });
}

function otherMethods(method: string, address: string, allowed: readonly string[]): Refusal {
  return new Refusal("method-not-allowed", `\`${address}\` takes no \`${method}\``, {
    hint: `Call it by ${allowed.map((one) => `\`${one}\``).join(" or ")}; \`/openapi.json\` lists every call`,
  });
}
