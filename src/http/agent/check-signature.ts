import { timingSafeEqual } from "node:crypto";

const form = /^sha256=([0-9a-f]{64})$/;

/**
 * Whether the header `X-Hub-Signature-256` names the HMAC-SHA256 of the very bytes that came, for which `digest` was
 * computed. Takes the same time for every wrong one of the right form.
 */
export function isSigned(header: unknown, digest: Buffer): boolean {
  const [, hex] = form.exec(typeof header === "string" ? header : "") ?? [];
  return hex !== undefined && timingSafeEqual(Buffer.from(hex, "hex"), digest);
}
