import type { BreakGlass } from "../domain/break-glass.ts";
import { Failure } from "../domain/failure.ts";
import { must } from "../domain/must.ts";
import type { Proof, WorkersAnswer } from "../domain/proof.ts";
import { isSameText } from "../domain/source-files.ts";
import type { Layer, ProxyStatus, Status } from "../domain/status.ts";
import { isTruncated } from "../litellm/is-truncated.ts";
import { readConfig } from "../litellm/read-config.ts";
import { routingOf } from "../litellm/routing-of.ts";
import type { DeliveredConfig } from "../ports/delivery.ts";
import type { Proxy } from "../ports/proxy.ts";
import type { World } from "../ports/world.ts";
import { renderEnvironment } from "../render/render-environment.ts";
import { environmentOption } from "../report/environment-option.ts";
import { momentWords } from "../report/moment-words.ts";
import { restingWords } from "../report/resting-words.ts";
import { printMoment } from "../sources/moment.ts";
import { findAsked } from "./find-asked.ts";
import { loadHead, outputOf, type HeadState } from "./load-head.ts";
import { lookAtOverride } from "./look-at-override.ts";
import { lookDue } from "./look-due.ts";
import { nameProfile } from "./name-profile.ts";
import { undoCommand } from "./undo-command.ts";
import { lookLive } from "./verify-live.ts";

/**
 * Compares what is declared, rendered, delivered and live, now, without waiting. A proxy that cannot be asked is said,
 * not thrown. Changes nothing.
 */
export async function readStatus(world: World, environmentName: string): Promise<Status> {
  return compareLayers(world, await loadHead(world.store, environmentName));
}

/** As `readStatus`, of a head that was read already. */
export async function compareLayers(world: World, state: HeadState): Promise<Status> {
  const { head, environment } = state;
  const proxies = world.proxies(environment).map(askedOnce);
  const { path, ...delivery } = world.delivery(environment);
  const delivered = await delivery.current();
  const [proof, answers, warnings, overdue, glass, timing, pass] = await Promise.all([
    lookAtProxies({ ...world, proxies: () => proxies }, state, { path, delivered }),
    Promise.all(proxies.map(readProxy)),
    warnOfWorkTree(world, state),
    warnOfDue(world, state),
    lookAtOverride(world, state, delivered),
    findAsked(world.store, state),
    world.passes.read(environment.name),
  ]);
  const armed = delivered === undefined ? null : findArmed(delivered, answers);
  return {
    version: 1,
    environment: environment.name,
    commit: head.commit,
    branch: head.branch,
    layers: {
      declared: {
        profile: environment.active,
        overrides: Object.fromEntries(environment.overrides),
        avoid: Object.fromEntries(environment.avoid),
        ...timing,
      },
      rendered: { path: environment.output, profile: profileOfText(state, outputOf(state)) },
      delivered:
        delivered === undefined
          ? null
          : { path, profile: profileOfText(state, delivered.text), sha256: delivered.file.sha256 },
      live: { profile: liveProfile(state, answers), proof, proxies: answers },
    },
    break_glass: glass.override,
    drift: findDrift(state, { delivered, override: glass.standing, proof }),
    armed,
    disarm: armed === null ? null : await findDisarm(world, state, delivered?.text),
    agent: pass ?? null,
    warnings: [...warnings, ...overdue, ...glass.warnings, ...answers.flatMap(warnOfMount)],
  };
}

/** The same answer for the proof and for the list of workers. */
function askedOnce(proxy: Proxy): Proxy {
  let answer: Promise<WorkersAnswer> | undefined;
  return { ...proxy, workers: (within) => (answer ??= proxy.workers(within)) };
}

async function lookAtProxies(
  world: Pick<World, "clock" | "host" | "proxies">,
  { environment }: HeadState,
  { path, delivered }: { readonly path: string; readonly delivered: DeliveredConfig | undefined },
): Promise<Proof> {
  if (environment.proxies.length === 0) return { outcome: "not configured" };
  if (delivered === undefined) {
    const doubt = { proxy: path, seen: "Nothing was delivered yet", differences: [] };
    return { outcome: "unproven", workers: 0, milliseconds: 0, doubts: [doubt] };
  }
  return lookLive(world, environment, { file: delivered.file, routing: routingOfText(delivered.text) });
}

async function readProxy(proxy: Proxy): Promise<ProxyStatus> {
  try {
    return { url: proxy.url, failure: null, workers: (await proxy.workers()).workers };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { url: proxy.url, failure: error.message, workers: [] };
  }
}

async function warnOfWorkTree({ readWorkTree }: World, { files, environment }: HeadState): Promise<string[]> {
  const paths = [environment.file, environment.output];
  const found = await readWorkTree(paths);
  return paths
    .filter((path) => !isSameText(found.get(path), files.get(path)))
    .map((path) => `\`${path}\` has uncommitted edits, which no command but \`render\` looks at`);
}

/** Nothing ends by itself: what is rendered does not depend on the time. */
async function warnOfDue({ store, clock }: World, state: HeadState): Promise<string[]> {
  const now = printMoment(clock.now());
  const { changes, resting } = await lookDue(store, state, now);
  const option = environmentOption(state.environment.name);
  const profile = changes.findLast((change) => change.kind !== "asks");
  const ended = changes.filter((change) => change.kind === "asks");
  const open = [...ended, ...resting.filter((change) => change.kind === "asks")];
  const isDue = (name: string) => open.some(({ provider }) => provider === name);
  const kept = [...state.environment.avoid].filter(([provider, { until }]) => until <= now && !isDue(provider));
  const command = `litellm-profiles due${option}`;
  return [
    ...(profile === undefined ? [] : [`\`${profile.to}\` is due since ${momentWords(profile.at)}: run \`${command}\``]),
    ...ended.map(
      ({ provider, at }) => `The time to avoid \`${provider}\` is over since ${momentWords(at)}: run \`${command}\``,
    ),
    ...resting.map(restingWords),
    ...kept.map(
      ([provider, { until }]) =>
        `\`${provider}\` is avoided longer than until ${momentWords(until)}, as somebody undid its end: \`litellm-profiles avoid ${provider} --end${option}\` asks it again`,
    ),
  ];
}

function warnOfMount({ url, workers }: ProxyStatus): string[] {
  if (!workers.some(({ single_file_mount: isMount }) => isMount === true)) return [];
  return [
    `Proxy \`${url}\` reads a single mounted file, which no delivery reaches before a restart: mount its folder (Kubernetes without \`subPath\`, docker \`-v folder:folder\`)`,
  ];
}

/** A broken delivery is delivered again; what the head itself holds is undone. */
async function findDisarm({ store }: World, state: HeadState, delivered: string | undefined): Promise<string> {
  const { environment } = state;
  if (delivered !== outputOf(state)) return `npx litellm-profiles deliver${environmentOption(environment.name)}`;
  const [newest] = await store.log([environment.output]);
  return undoCommand(environment.name, must(newest, "The commit of the rendered config").commit);
}

function routingOfText(text: string) {
  return routingOf(readConfig(text).config ?? {});
}

function profileOfText({ project, environment }: HeadState, text: string | undefined): string | null {
  return text === undefined ? null : nameProfile(project, environment, routingOfText(text).aliases);
}

function liveProfile({ project, environment }: HeadState, proxies: readonly ProxyStatus[]): string | null {
  const routings = proxies.flatMap(({ workers }) =>
    workers.flatMap(({ routing }) => (routing === null ? [] : [routing])),
  );
  const [profile, ...others] = new Set(routings.map(({ aliases }) => nameProfile(project, environment, aliases)));
  return others.length === 0 ? (profile ?? null) : null;
}

interface Seen {
  readonly delivered: DeliveredConfig | undefined;
  /** Null where nothing overrides the head's, or its time is over. */
  readonly override: BreakGlass | null;
  readonly proof: Proof;
}

function findDrift(state: HeadState, { delivered, override, proof }: Seen): Layer | null {
  const output = outputOf(state);
  const { rendered } = renderEnvironment(state.project, state.environment);
  if (rendered?.text !== output) return "rendered";
  const isMeant = override === null ? delivered?.text === output : delivered?.file.sha256 === override.output_sha256;
  if (!isMeant) return "delivered";
  return proof.outcome === "unproven" ? "live" : null;
}

/** The workers go on with what they have; a start would read the file. */
function findArmed({ file, text }: DeliveredConfig, proxies: readonly ProxyStatus[]): string | null {
  const { error } = readConfig(text, file.path);
  if (error !== undefined) return `\`${file.path}\` cannot be read: line ${error.line}: ${error.message}`;
  if (isTruncated(text)) return `\`${file.path}\` was cut short`;
  const refusing = proxies
    .flatMap(({ workers }) => workers)
    .find((worker) => worker.state === "refused" && worker.file?.sha256 === file.sha256);
  if (refusing === undefined) return null;
  return `\`${file.path}\` was refused by \`${refusing.host}:${refusing.pid}\`: ${refusing.error ?? "without a reason"}`;
}
