import { availableParallelism, cpus, loadavg } from "node:os";
import Table from "cli-table3";
import type { Measurement } from "./measurement.ts";

/** What the numbers were measured on. */
export interface Machine {
  /** Mean number of runnable processes during the last minute. */
  readonly load_before: number;
  readonly load_after: number;
  readonly cores: number;
  readonly processor: string;
  readonly node: string;
  readonly litellm: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly seconds: number;
}

/** A whole run. */
export interface Results {
  readonly version: 1;
  readonly machine: Machine;
  readonly measurements: readonly Measurement[];
}

export function readLoad(): number {
  return Math.round((loadavg()[0] ?? 0) * 100) / 100;
}

export function describeProcessor(): Pick<Machine, "cores" | "processor" | "node"> {
  const processor = cpus()[0]?.model ?? "unknown";
  return { cores: availableParallelism(), processor, node: process.versions.node };
}

export function printTable({ machine, measurements }: Results): string {
  const table = new Table({
    head: ["what", "measured", "goal", "reached"],
    style: { head: [], border: [] },
  });
  table.push(...measurements.map((each) => [each.what, each.measured, each.goal, verdict(each)]));
  return `${table.toString()}\n${printMachine(machine)}\n`;
}

function verdict({ reached }: Measurement): string {
  if (reached === null) return "";
  return reached ? "yes" : "NO";
}

function printMachine(machine: Machine): string {
  const { load_before: before, load_after: after, cores, processor, node, litellm, at, seconds } = machine;
  return [
    `Load (mean of one minute) ${before} before, ${after} after; ${cores} cores (${processor})`,
    `Node ${node}, LiteLLM ${litellm}; ${at}, ${seconds} s`,
  ].join("\n");
}
