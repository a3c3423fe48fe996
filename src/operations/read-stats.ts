import { groupOf, profileOf, type Environment, type Project } from "../domain/project.ts";
import type { Figure, ProfileStats, Span, TaskStats, TrafficFigures } from "../domain/stats.ts";
import {
  addTraffic,
  latencyQuantile,
  noTraffic,
  type DeploymentTraffic,
  type Traffic,
  type TrafficMetric,
} from "../domain/traffic.ts";
import { readConfig } from "../litellm/read-config.ts";
import { openModelMap } from "../litellm/model-map.ts";
import { readGroup } from "../plan/read-group.ts";
import type { TrafficSource } from "../ports/traffic-source.ts";
import type { World } from "../ports/world.ts";
import { loadHead, outputOf, requireProfile, type HeadState } from "./load-head.ts";
import { readHistory } from "./read-history.ts";

export interface StatsRequest {
  readonly environment: string;
  /** Absent, whatever answers now: the active profile with its overrides. */
  readonly profile?: string;
  /** How far back to look; absent, since the profile became active the last time. */
  readonly seconds?: number;
}

/** How a profile has done, as far as the source knows. Throws what `loadHead` throws, and `unknown-profile`. */
export async function readStats(
  world: Pick<World, "store" | "clock">,
  openSource: (environment: Environment) => TrafficSource,
  { environment, profile, seconds }: StatsRequest,
): Promise<ProfileStats> {
  const state = await loadHead(world.store, environment);
  if (profile !== undefined) requireProfile(state.project, profile);
  const name = profile ?? state.environment.active;
  const span = seconds === undefined ? await activeSpan(world, environment, name) : lastSeconds(world, seconds);
  const { sampling, ...counted } = await openSource(state.environment).over(span);
  const known = { ...counted, metrics: new Set(counted.metrics) };
  return {
    version: 1,
    environment,
    profile: name,
    ...span,
    sampling,
    tasks: Object.fromEntries(
      Object.entries(groupsOf(state, profile)).map(([task, group]) => [task, statsOf(state, { task, group }, known)]),
    ),
  };
}

function lastSeconds({ clock }: Pick<World, "clock">, seconds: number): Span {
  const now = clock.now();
  return { from: new Date(now.getTime() - seconds * 1000).toISOString(), to: now.toISOString() };
}

/** From the newest switch to the profile until the switch away from it, or until now. */
async function activeSpan({ store, clock }: Pick<World, "store" | "clock">, environment: string, profile: string) {
  const revisions = await readHistory(store, { environment });
  const index = revisions.findIndex(({ from, to }) => to === profile && from !== profile);
  const left = revisions.slice(0, Math.max(index, 0)).findLast(({ to }) => to !== profile);
  const span: Span = {
    from: inMilliseconds(revisions[index]?.at) ?? null,
    to: inMilliseconds(left?.at) ?? clock.now().toISOString(),
  };
  return span;
}

function inMilliseconds(at: string | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}

/** Task → group that answers it. */
function groupsOf({ project, environment }: HeadState, profile: string | undefined): Record<string, string> {
  const found = project.tasks.flatMap(({ name }) => {
    const answering = answeringProfile(project, { environment, profile, task: name });
    const group = answering && groupOf(project, name, answering);
    return group === undefined ? [] : [[name, group] as const];
  });
  return Object.fromEntries(found);
}

function answeringProfile(
  project: Project,
  { environment, profile, task }: Pick<HeadState, "environment"> & { profile: string | undefined; task: string },
) {
  if (profile === undefined) return profileOf(project, environment, task);
  return project.profiles.find(({ name }) => name === profile);
}

interface Known {
  readonly metrics: ReadonlySet<TrafficMetric>;
  readonly traffic: Traffic;
}

function statsOf(
  state: HeadState,
  { task, group }: { readonly task: string; readonly group: string },
  known: Known,
): TaskStats {
  const { traffic } = known;
  const deployments = Object.fromEntries(idsOf(state, group, traffic).map((id) => [id, traffic.deployments[id]]));
  const together = Object.values(deployments).reduce<Traffic>(
    (sum, one) => (one === undefined ? sum : addTraffic(sum, { ...noTraffic, deployments: { all: one } })),
    noTraffic,
  ).deployments["all"];
  const figures = figuresOf(together, known.metrics);
  return {
    group,
    ...figures,
    fallback_share: shareOf(
      known.metrics.has("fallbacks") ? (traffic.fallbacks[task] ?? 0) : "unavailable",
      figures.requests,
    ),
    deployments: Object.fromEntries(
      Object.entries(deployments).map(([id, one]) => [id, figuresOf(one, known.metrics)]),
    ),
  };
}

/** Ids of the config, and those that the group had before: each begins with its name. */
function idsOf(state: HeadState, group: string, { deployments }: Traffic): string[] {
  const config = readConfig(outputOf(state) ?? "").config ?? {};
  const members = readGroup(config, group, openModelMap(state.project.litellm)).flatMap(({ id }) => id ?? []);
  const earlier = Object.keys(deployments).filter((id) => id.startsWith(`${group}--`));
  return [...new Set([...members, ...earlier])];
}

function figuresOf(traffic: DeploymentTraffic | undefined, metrics: ReadonlySet<TrafficMetric>): TrafficFigures {
  const figure = (metric: Exclude<TrafficMetric, "latency" | "fallbacks">): Figure =>
    metrics.has(metric) ? rounded(traffic?.[metric] ?? 0) : "unavailable";
  const quantile = (share: number): Figure => {
    const seconds = latencyQuantile(traffic?.latency ?? {}, share);
    return seconds === undefined ? "unavailable" : rounded(seconds * 1000);
  };
  return {
    requests: figure("requests"),
    failures: figure("failures"),
    input_tokens: figure("input_tokens"),
    output_tokens: figure("output_tokens"),
    cost_usd: figure("cost_usd"),
    latency_ms: { p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99) },
  };
}

/** To a billionth, without what adding up fractions leaves behind. */
function rounded(figure: number): number {
  return Math.round(figure * 1e9) / 1e9;
}

function shareOf(part: Figure, whole: Figure): Figure {
  if (typeof part !== "number" || typeof whole !== "number" || whole === 0) return "unavailable";
  return rounded(Math.min(1, part / whole));
}
