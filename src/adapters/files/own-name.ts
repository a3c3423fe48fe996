import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { isDead } from "./lock-holder.ts";

/** A name that says which process made a file, so that others know what is left of a killed one. */
export function ownName({ pid, host } = { pid: process.pid, host: hostname() }): string {
  return `${pid}@${host}@${randomBytes(4).toString("hex")}`;
}

/** Whether the process that made it was one of this host, and is gone. Nobody's backup is called so. */
export function isLeftOver(name: string): boolean {
  const [, pid, host = ""] = /^(\d+)@(.+)@[0-9a-f]{8}$/.exec(name) ?? [];
  return pid !== undefined && isDead({ pid: Number(pid), host });
}
