import { Ajv2020 } from "ajv/dist/2020.js";
import type { FastifyInstance } from "fastify";
import { expect, onTestFinished } from "vitest";
import { answers } from "../../src/generated/contract.mjs";
import { resolvePrometheus } from "../../src/adapters/prometheus/resolve-prometheus.ts";
import { openServer } from "../../src/http/open-server.ts";
import type { World } from "../../src/ports/world.ts";
import { memoryAuditLog, type MemoryAuditLog } from "../fakes/memory-audit-log.ts";
import { memoryTrafficLog } from "../fakes/memory-traffic-log.ts";
import { memoryTokenStore } from "../fakes/memory-token-store.ts";
import { memoryWorld, withOutputs, type MemoryWorld } from "../fakes/memory-world.ts";
import { smallProject } from "../fakes/small-project.ts";

export const premium = { classification: "classification_premium", synthesis: "synthesis_premium" };
export const balanced = { classification: "classification_balanced", synthesis: "synthesis_balanced" };

/** A control plane over a world in memory; whoever calls it is a program on this machine. */
export async function openControlPlane(
  world: MemoryWorld = memoryWorld(),
  { local = true } = {},
  audit: MemoryAuditLog = memoryAuditLog(),
) {
  return openControlPlaneOver(world, { local }, audit);
}

/** As `openControlPlane`, over any world. */
export async function openControlPlaneOver<W extends World>(
  world: W,
  { local = true } = {},
  audit: MemoryAuditLog = memoryAuditLog(),
) {
  const log: string[] = [];
  const tokens = memoryTokenStore();
  const traffic = memoryTrafficLog();
  const server = await openServer({
    openWorld: ({ actor = world.actor, progress = world.progress } = {}) => ({ ...world, actor, progress }),
    tokens,
    audit,
    traffic,
    openPrometheus: ({ prometheus }) => prometheus && resolvePrometheus(prometheus, {}),
    local,
    version: "1.2.3",
    log: { write: (line) => void log.push(line) },
  });
  onTestFinished(() => server.close());
  return { world, server, log, tokens, audit, traffic, ...callers(server) };
}

/** As `openControlPlane`, with premium delivered and in force. */
export async function openInForce(world: MemoryWorld = memoryWorld(), options: { local?: boolean } = {}) {
  await world.deliveries.deliver(withOutputs(smallProject)["litellm_config.yaml"] ?? "");
  return openControlPlane(world, options);
}

function url(path: string): string {
  return `/admin/profiles/${path}`;
}

/** Calls below `/admin/profiles`. */
function callers(server: FastifyInstance) {
  return {
    get: (path: string, headers: Record<string, string> = {}) =>
      server.inject({ method: "GET", url: url(path), headers }),
    post: (path: string, payload: object, headers: Record<string, string> = {}) =>
      server.inject({ method: "POST", url: url(path), payload, headers }),
  };
}

const ajv = new Ajv2020({ schemas: Object.values(answers), allowUnionTypes: true });

/** That a value is exactly what the schema of an answer says: no key more, none less. */
export function expectAnswer(schema: string, value: unknown): void {
  ajv.validate(schema, value);
  expect(ajv.errors ?? []).toEqual([]);
}
