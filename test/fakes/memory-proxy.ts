import { Failure, type FailureCode } from "../../src/domain/failure.ts";
import type { ProbeQuestion } from "../../src/domain/probe.ts";
import type { WorkerReport, WorkersAnswer } from "../../src/domain/proof.ts";
import type { Proxy } from "../../src/ports/proxy.ts";

/** A proxy that a test fills with workers. */
export interface MemoryProxy extends Proxy {
  /** What the route answers from now on; a failure's code is thrown instead. */
  answer(workers: () => readonly WorkerReport[], others?: WorkersAnswer["others"]): void;
  /** Names of the variables that its first worker lacks from now on; undefined: its module cannot be asked. */
  lack(names: readonly string[] | undefined): void;
  answerMetrics(texts: readonly string[]): void;
  answerAliases(aliases: Readonly<Record<string, string>>): void;
  /** The groups that do not answer from now on, with what is seen of each. */
  silence(groups: Readonly<Record<string, string>>): void;
  /** The groups that were called. */
  readonly probed: readonly ProbeQuestion[];
  refuse(code: FailureCode | undefined): void;
}

/** Answers with one worker that has applied nothing yet. */
export function memoryProxy(url = "http://127.0.0.1:4000"): MemoryProxy {
  let workers: () => readonly WorkerReport[] = starting;
  let others: WorkersAnswer["others"] = "known";
  let aliases: Readonly<Record<string, string>> = {};
  let silent: Readonly<Record<string, string>> = {};
  let lacking: readonly string[] | undefined = [];
  const probed: ProbeQuestion[] = [];
  let metrics: readonly string[] = [];
  let refusal: FailureCode | undefined;
  const refuseUnless = (allowed?: FailureCode) => {
    if (refusal !== undefined && refusal !== allowed) throw new Failure(refusal, `Proxy \`${url}\` refuses`, "Ask it");
  };
  return {
    url,
    answer(next, nextOthers = "known") {
      workers = next;
      others = nextOthers;
    },
    lack(names) {
      lacking = names;
    },
    answerMetrics(next) {
      metrics = next;
    },
    answerAliases(next) {
      aliases = next;
    },
    silence(groups) {
      silent = groups;
    },
    probed,
    refuse(code) {
      refusal = code;
    },
    async workers() {
      refuseUnless();
      return { v: 1, config_path: "/proxy/litellm_config.yaml", workers: workers(), others };
    },
    async unset(names) {
      refuseUnless();
      const [worker] = workers();
      if (worker === undefined || lacking === undefined) return [];
      const unset = names.filter((name) => lacking?.includes(name));
      return [{ worker: `${worker.host}:${worker.pid}`, names: unset.toSorted() }];
    },
    async aliases() {
      refuseUnless("module-not-loaded");
      return aliases;
    },
    async probe(question) {
      probed.push(question);
      const seen = silent[question.group];
      return seen === undefined ? { answers: true } : { answers: false, seen };
    },
    async metrics() {
      refuseUnless("module-not-loaded");
      return metrics;
    },
  };
}

function starting(): WorkerReport[] {
  return [workerReport()];
}

/** A worker's report; what a test does not say is that of one that starts. */
export function workerReport(part: Partial<WorkerReport> = {}): WorkerReport {
  return {
    v: 1,
    host: "here",
    pid: 100,
    module: "0.1.0",
    litellm: "1.106.2",
    state: "starting",
    file: null,
    routing: null,
    restart: [],
    error: null,
    at: "2026-01-02T12:00:00.000Z",
    ...part,
  };
}
