import { styleText } from "node:util";
import type { BreakGlass } from "../domain/break-glass.ts";
import type { Layer, ProxyStatus, Status } from "../domain/status.ts";
import type { Asked } from "../domain/timing.ts";
import { alignColumns } from "./align-columns.ts";
import { breakGlassWords } from "./break-glass-words.ts";
import { momentWords } from "./moment-words.ts";
import { passLines } from "./pass-text.ts";
import { printable } from "./printable.ts";
import { proofText } from "./proof-text.ts";
import { scheduledWords, untilWords } from "./timing-words.ts";

/** The four layers for a terminal, the one that drifts marked, and what should be known besides. */
export function formatStatusText(status: Status, { colour }: { readonly colour: boolean }): string {
  const paint = (style: "green" | "red" | "yellow", text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const sections = [
    printable(`Environment \`${status.environment}\` at ${status.commit.slice(0, 12)} (${branchWords(status)})`),
    layersText(status),
    status.break_glass === null ? "" : paint("yellow", printable(overriddenWords(status.break_glass))),
    proxiesText(status.layers.live),
    proofText(status.layers.live.proof).trimEnd(),
    status.drift === null
      ? paint("green", agreement(status))
      : paint("red", driftWords(status.drift, status.break_glass)),
    armedText(status, (text) => paint("red", text)),
    status.agent === null ? "" : passLines(status.agent, { colour }).join("\n"),
    status.warnings.map((warning) => paint("yellow", `Warning: ${printable(warning)}`)).join("\n"),
  ];
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`;
}

function agreement({ break_glass }: Status): string {
  return break_glass === null ? "All layers agree" : "All layers agree, but for what nobody has reviewed";
}

function overriddenWords(broken: BreakGlass): string {
  const words = breakGlassWords(broken);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function armedText({ armed, disarm }: Status, paint: (text: string) => string): string {
  if (armed === null) return "";
  const way = disarm === null ? "" : `\nDisarm it: ${printable(disarm)}`;
  return `${paint(`Armed: ${printable(armed)}; the next start would read it`)}${way}`;
}

function branchWords({ branch }: Status): string {
  return branch === null ? "no branch is checked out" : branch.replace(/^refs\/heads\//, "");
}

function layersText({ layers, drift }: Status): string {
  const { declared, rendered, delivered, live } = layers;
  const mark = (layer: Status["drift"]) => (drift === layer ? "← drifts" : "");
  return alignColumns([
    ["declared", declared.profile, declaredWords(declared), ""],
    ["rendered", rendered.profile ?? "–", rendered.path, mark("rendered")],
    ["delivered", delivered?.profile ?? "–", delivered?.path ?? "nothing yet", mark("delivered")],
    ["live", live.profile ?? "–", liveWords(live.proxies), mark("live")],
  ])
    .map(printable)
    .join("\n");
}

function declaredWords({ overrides, avoid, until, scheduled }: Status["layers"]["declared"]): string {
  const words = Object.entries(overrides).map(([task, profile]) => `${task}: ${profile}`);
  return [
    words.length === 0 ? "in the sources" : `in the sources, but ${words.join(", ")}`,
    ...(until === null ? [] : [`${untilWords(until)} (${askedWords(until)})`]),
    ...(scheduled === null ? [] : [`${scheduledWords(scheduled)} (${askedWords(scheduled)})`]),
    ...Object.entries(avoid).map(
      ([provider, avoidance]) =>
        `without ${provider} until ${momentWords(avoidance.until)}, when \`due\` asks it again`,
    ),
  ].join("; ");
}

function askedWords({ by, reason }: Asked): string {
  const name = by.replace(/ <[^<>]*>$/, "");
  return reason === null ? name : `${name}: ${reason}`;
}

function liveWords(proxies: readonly ProxyStatus[]): string {
  if (proxies.length === 0) return "no proxies configured";
  const workers = proxies.reduce((sum, proxy) => sum + proxy.workers.length, 0);
  return `${proxies.length} ${proxies.length === 1 ? "proxy" : "proxies"}, ${workers} ${workers === 1 ? "worker" : "workers"}`;
}

/** A proxy's failure is told with the proof, where that names it. */
function proxiesText({ proxies, proof }: Status["layers"]["live"]): string {
  const doubted = new Set(proof.outcome === "unproven" ? proof.doubts.map(({ proxy }) => proxy) : []);
  return proxies
    .flatMap((proxy) => (proxy.failure !== null && doubted.has(proxy.url) ? [] : proxyLines(proxy)))
    .map(printable)
    .join("\n");
}

function proxyLines({ url, failure, workers }: ProxyStatus): string[] {
  if (failure !== null) return [failure];
  return workers.map(({ host, pid, state, litellm, module, at }) => {
    return `${url} worker ${host}:${pid}: ${state} at ${at}, LiteLLM ${litellm}, module ${module}`;
  });
}

const driftSentences = {
  rendered: "The config in git is not what the sources give: run `litellm-profiles render` and commit it",
  delivered: "The delivered file is not the one in git: run `litellm-profiles deliver`",
  overridden: "The delivered file is not the one that is meant: run `litellm-profiles due`",
  live: "The proxies do not have the delivered file in force: see above, or run `litellm-profiles verify`",
} as const;

/** What overrides the head's config is ended, or finished, by `due` alone. */
function driftWords(drift: Layer, broken: BreakGlass | null): string {
  return driftSentences[drift === "delivered" && broken !== null ? "overridden" : drift];
}
