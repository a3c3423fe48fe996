import { chat } from "../load/chat.ts";
import type { Measurement, Row } from "../measurement.ts";
import { onLiveStage, type LiveStage } from "../stage/live-stage.ts";
import { describeSummary, round, summarise } from "../statistics.ts";

const warmUps = 20;
const pairs = 400;
const goalRatio = 1.02;

/** A completion on the alias against one on the group behind it, in pairs that take turns in who is first. */
export const aliasRow: Row = {
  name: "alias",
  measure: (bench) => onLiveStage(bench, { workers: 1 }, measure),
};

async function measure(stage: LiveStage): Promise<Measurement[]> {
  const times = { alias: new Array<number>(), group: new Array<number>() };
  for (let pair = 0; pair < warmUps + pairs; pair += 1) {
    for (const kind of pair % 2 === 0 ? (["alias", "group"] as const) : (["group", "alias"] as const)) {
      const took = await time(stage, kind === "alias" ? "classification" : "classification_premium");
      if (pair >= warmUps) times[kind].push(took);
    }
  }
  const [alias, group] = [summarise(times.alias), summarise(times.group)];
  const ratio = round(alias.median / group.median);
  return [
    {
      what: "alias against the group called directly",
      measured: `ratio ${ratio}\nalias ${describeSummary(alias)}\ngroup ${describeSummary(group)}`,
      goal: `ratio of medians ≤ ${goalRatio}`,
      reached: ratio <= goalRatio,
      details: { ratio, alias: { ...alias }, group: { ...group } },
    },
  ];
}

async function time({ proxy }: LiveStage, model: string): Promise<number> {
  const { status, sent, received } = await chat(proxy, { model, prompt: "hello", stream: false });
  if (status !== 200) throw new Error(`LiteLLM answered \`${model}\` with ${status}`);
  return received - sent;
}
