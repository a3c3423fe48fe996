import { Failure } from "../domain/failure.ts";
import type { Environment } from "../domain/project.ts";
import type { Doubt, Expectation, Proof, ProofStrength, WorkerReport } from "../domain/proof.ts";
import { compareRouting } from "../domain/routing.ts";
import type { Proxy } from "../ports/proxy.ts";
import type { World } from "../ports/world.ts";
import { judgeWorker } from "./judge-worker.ts";

type ProofWorld = Pick<World, "clock" | "host" | "proxies">;

/** What one asking of one proxy gave; proven where there is no doubt. */
interface Answer {
  /** Who said so, by name: proxies on one machine may name each other's workers. */
  readonly workers: readonly string[];
  readonly strength: ProofStrength;
  readonly except: readonly string[];
  readonly caveats: readonly string[];
  readonly doubts: readonly Doubt[];
  /** Asking again gives no better answer. */
  readonly final: boolean;
}

const shortestPauseMilliseconds = 4;
const longestPauseMilliseconds = 100;
const strengths: readonly ProofStrength[] = ["identity", "content", "aliases"];

/**
 * Asks every proxy of an environment, again and again, until each live worker of each has in force what is expected,
 * or the environment's time is over. A worker that starts or ends meanwhile does not matter; one that is alive and has
 * something else in force does.
 */
export async function verifyLive(world: ProofWorld, environment: Environment, expected: Expectation): Promise<Proof> {
  return prove(world, environment, { expected, withinMilliseconds: environment.deliver.proveWithinSeconds * 1000 });
}

/** As `verifyLive`, but asks once and does not wait. */
export async function lookLive(world: ProofWorld, environment: Environment, expected: Expectation): Promise<Proof> {
  return prove(world, environment, { expected, withinMilliseconds: 0 });
}

interface Question {
  readonly expected: Expectation;
  readonly withinMilliseconds: number;
}

async function prove(world: ProofWorld, environment: Environment, question: Question): Promise<Proof> {
  const proxies = world.proxies(environment);
  if (proxies.length === 0) return { outcome: "not configured" };
  const start = world.clock.elapsed();
  const answers = await Promise.all(proxies.map((proxy) => askUntilProven(world, proxy, question)));
  return sumUp(answers, Math.round(world.clock.elapsed() - start));
}

async function askUntilProven(world: ProofWorld, proxy: Proxy, question: Question): Promise<Answer> {
  const { clock, host } = world;
  const end = clock.elapsed() + question.withinMilliseconds;
  let pause = shortestPauseMilliseconds;
  for (;;) {
    const left = end - clock.elapsed();
    const patience = Math.min(Math.max(left, leastPatienceMilliseconds), mostPatienceMilliseconds);
    const answer = await ask(proxy, { ...question, host, patience });
    if (answer.doubts.length === 0 || answer.final || clock.elapsed() + pause >= end) return answer;
    await clock.sleep(pause);
    pause = Math.min(pause * 1.5, longestPauseMilliseconds);
  }
}

/** A proxy on a busy machine is asked once properly, even when the time to wait for a proof is over. */
const leastPatienceMilliseconds = 1000;
/** A connection to one worker that hangs must not take the time in which the others could be asked. */
const mostPatienceMilliseconds = 2000;

interface Asking extends Question {
  readonly host: string;
  /** Milliseconds that one answer may take. */
  readonly patience: number;
}

async function ask(proxy: Proxy, asking: Asking): Promise<Answer> {
  try {
    const { workers, others } = await proxy.workers(asking.patience);
    return judgeProxy(proxy.url, workers, { ...asking, others });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.code === "module-not-loaded" ? askAliases(proxy, asking) : noAnswer(proxy.url, error);
  }
}

function judgeProxy(
  proxy: string,
  workers: readonly WorkerReport[],
  { expected, host, others }: Asking & { readonly others: "known" | "unknown" },
): Answer {
  const judged = workers.map((worker) => ({ worker, verdict: judgeWorker(worker, expected, host) }));
  const doubts = judged.flatMap(({ worker, verdict }): Doubt[] => {
    if (verdict.kind !== "doubt") return [];
    const { seen, differences } = verdict;
    return [{ proxy, worker: nameOf(worker), seen, differences }];
  });
  const proven = judged.filter(({ verdict }) => verdict.kind === "proven");
  return {
    workers: proven.map(({ worker }) => nameOf(worker)),
    strength: weakest(proven.flatMap(({ verdict }) => (verdict.kind === "proven" ? [verdict.strength] : []))),
    except: proven.flatMap(({ worker }) => worker.restart),
    caveats: others === "known" ? [] : [`Proxy \`${proxy}\` names only the worker that answered`],
    doubts: doubts.length + proven.length === 0 ? [nobody(proxy, workers.length)] : doubts,
    final: judged.some(({ verdict }) => verdict.kind === "doubt" && verdict.final),
  };
}

function nameOf({ host, pid }: WorkerReport): string {
  return `${host}:${pid}`;
}

function nobody(proxy: string, starting: number): Doubt {
  return { proxy, seen: starting === 0 ? "No worker reports" : "Its workers are still starting", differences: [] };
}

/** Without the module, LiteLLM's own route names the aliases of whichever worker answers: less than a proof should be. */
async function askAliases(proxy: Proxy, { expected, patience }: Asking): Promise<Answer> {
  try {
    const aliases = await proxy.aliases(patience);
    const differences = compareRouting({ ...nothing, aliases: expected.routing.aliases }, { ...nothing, aliases });
    return {
      workers: [proxy.url],
      strength: "aliases",
      except: [],
      caveats: [`Proxy \`${proxy.url}\` does not run the reload module: only the aliases of one worker were compared`],
      doubts:
        differences.length === 0
          ? []
          : [{ proxy: proxy.url, seen: "It does not run the reload module, and its aliases differ", differences }],
      final: false,
    };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return noAnswer(proxy.url, error);
  }
}

const nothing = { aliases: {}, fallbacks: [], ids: [] };

function noAnswer(proxy: string, failure: Failure): Answer {
  const doubts = [{ proxy, seen: failure.message, differences: [] }];
  return { workers: [], strength: "identity", except: [], caveats: [], doubts, final: failure.retry === "never" };
}

function sumUp(answers: readonly Answer[], milliseconds: number): Proof {
  const workers = new Set(answers.flatMap((answer) => answer.workers)).size;
  const doubts = answers.flatMap((answer) => answer.doubts);
  if (doubts.length > 0) return { outcome: "unproven", workers, milliseconds, doubts };
  return {
    outcome: "proven",
    strength: weakest(answers.map(({ strength }) => strength)),
    workers,
    milliseconds,
    except: [...new Set(answers.flatMap(({ except }) => except))].toSorted(),
    caveats: answers.flatMap(({ caveats }) => caveats),
  };
}

function weakest(found: readonly ProofStrength[]): ProofStrength {
  return strengths.findLast((strength) => found.includes(strength)) ?? "identity";
}
