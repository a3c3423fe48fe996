import { Failure } from "../../../src/domain/failure.ts";
import { switchProfile } from "../../../src/operations/switch-profile.ts";
import type { World } from "../../../src/ports/world.ts";
import { environmentName, type LiveStage } from "../stage/live-stage.ts";
import type { ChatAnswer } from "./chat.ts";
import { stepAt } from "./edit-sources.ts";
import { readMeanings } from "./read-meanings.ts";
import { startClients } from "./start-clients.ts";
import { judge, type Judging, type Meanings, type Reign, type Verdict } from "./timeline.ts";

export interface LoadRun extends Judging {
  readonly switches: number;
  readonly clients: number;
  readonly pauseMilliseconds: number;
  readonly say: (line: string) => void;
  /** Is told how many switches are done, before the first and after each. */
  readonly observe?: (done: number, so: Tally) => Promise<void>;
}

/** What came of the requests and of the switches. */
export interface Tally {
  readonly requests: number;
  readonly failed: number;
  readonly misrouted: number;
  readonly unproven: number;
  /** Of every switch. */
  readonly milliseconds: readonly number[];
  /** The first answers that were wrong. */
  readonly wrong: readonly (ChatAnswer & { readonly verdict: Verdict })[];
  /** When each switch began, and when it was proven. */
  readonly moments: readonly Pick<Reign, "began" | "proven">[];
}

const wrongCount = 1000;

/**
 * Switches again and again, with edits, additions and removals of profiles among them, while clients ask. Answers are
 * judged after each switch, so that a long run keeps neither them nor what was in force long ago.
 */
export async function switchUnderLoad(stage: LiveStage, run: LoadRun): Promise<Tally> {
  const { clients, pauseMilliseconds } = run;
  let reigns: Reign[] = [{ began: 0, proven: 0, meanings: await meaningsNow(stage) }];
  let tally: Tally = { requests: 0, failed: 0, misrouted: 0, unproven: 0, milliseconds: [], wrong: [], moments: [] };
  const load = startClients({
    ...stage.proxy,
    aliases: [...(reigns[0]?.meanings.keys() ?? [])],
    clients,
    pauseMilliseconds,
  });
  try {
    await run.observe?.(0, tally);
    for (let done = 0; done < run.switches; done += 1) {
      const once = await switchOnce(stage, done, run.say);
      reigns.push(...once.reigns);
      tally = addSwitch(addAnswers(tally, load.take(), { ...run, reigns }), once);
      reigns = stillPossible(reigns);
      await run.observe?.(done + 1, tally);
    }
  } finally {
    await load.stop();
  }
  return addAnswers(tally, load.take(), { ...run, reigns });
}

/** A question that is still under way was sent at most a minute ago. */
const longestAnswerMilliseconds = 60_000;

function stillPossible(reigns: readonly Reign[]): Reign[] {
  const oldest = performance.now() - longestAnswerMilliseconds;
  const first = reigns.findLastIndex(({ proven }) => proven !== undefined && proven <= oldest);
  return reigns.slice(Math.max(first, 0));
}

/** What one switch put in force, in order: one that is not proven is taken back. */
interface SwitchRun {
  readonly reigns: readonly Reign[];
  readonly isProven: boolean;
  readonly began: number;
  readonly milliseconds: number;
}

async function switchOnce(stage: LiveStage, number: number, say: (line: string) => void): Promise<SwitchRun> {
  const { profile, edit } = stepAt(number);
  await edit?.(stage.project);
  const { world, reigns } = noteReigns(stage.world);
  const began = performance.now();
  const { outcome, isProven } = await switchProfile(world, { environment: environmentName, profile }).then(
    (result) => ({ outcome: result.outcome, isProven: result.reload_successful }),
    (error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      return { outcome: error.message, isProven: false };
    },
  );
  if (!isProven) say(`Switch ${number} to ${profile}: ${outcome}`);
  return { reigns, isProven, began, milliseconds: performance.now() - began };
}

function addSwitch(tally: Tally, { reigns, isProven, began, milliseconds }: SwitchRun): Tally {
  return {
    ...tally,
    unproven: tally.unproven + (isProven ? 0 : 1),
    moments: [...tally.moments, { began, proven: reigns.at(-1)?.proven }],
    milliseconds: [...tally.milliseconds, milliseconds],
  };
}

function addAnswers(
  tally: Tally,
  answers: readonly ChatAnswer[],
  { reigns, byId }: Judging & { readonly reigns: readonly Reign[] },
): Tally {
  const judged = answers.map((answer) => ({ ...answer, verdict: judge(answer, reigns, { byId }) }));
  const count = (kind: string) => judged.filter(({ verdict }) => verdict === kind).length;
  const wrong = judged.filter(({ verdict }) => verdict !== "right");
  return {
    ...tally,
    requests: tally.requests + answers.length,
    failed: tally.failed + count("failed"),
    misrouted: tally.misrouted + count("misrouted"),
    wrong: [...tally.wrong, ...wrong].slice(0, wrongCount),
  };
}

/** Notes what is delivered, and the moment in which that is proven, which is before a switch returns. */
function noteReigns(world: World): { world: World; reigns: Reign[] } {
  const reigns: Reign[] = [];
  const progress: World["progress"] = (event) => {
    const last = reigns.at(-1);
    if (event.step !== "proof" || event.proof.outcome !== "proven" || last === undefined) return;
    reigns.splice(-1, 1, { ...last, proven: performance.now() });
  };
  const delivery: World["delivery"] = (environment) => {
    const real = world.delivery(environment);
    return {
      ...real,
      async deliver(text) {
        reigns.push({ began: performance.now(), proven: undefined, meanings: readMeanings(text) });
        return real.deliver(text);
      },
    };
  };
  return { world: { ...world, progress, delivery }, reigns };
}

async function meaningsNow({ world, environment }: LiveStage): Promise<Meanings> {
  const delivered = await world.delivery(environment).current();
  return readMeanings(delivered?.text ?? "");
}
