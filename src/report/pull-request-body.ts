import { avoidChangesOf } from "../domain/avoid-change.ts";
import { clearsOf, isWhole, overridesOf } from "../domain/combine-requests.ts";
import type { Plan } from "../domain/plan.ts";
import { printMarker } from "../domain/reviewed-plan.ts";
import type { SwitchTrailers } from "../domain/revision.ts";
import { printTrailers } from "../domain/switch-message.ts";
import { avoidTitle, avoidWords } from "./avoid-words.ts";
import { environmentOption } from "./environment-option.ts";
import { markdownCode, markdownSentence } from "./escape-markdown.ts";
import { momentWords } from "./moment-words.ts";
import { formatPlanMarkdown } from "./plan-markdown.ts";
import { timingTitle } from "./timing-words.ts";

/** What a pull request's body is made of. */
export interface PullRequestContent {
  readonly plan: Plan;
  /** The requests that it carries out. */
  readonly requests: readonly SwitchTrailers[];
  /** What should be known first, in Markdown. */
  readonly remark?: string;
  /** Characters that the forge takes. */
  readonly limit: number;
  /** Where the rendered config can be read as a whole, percent-encoded; null where the forge has no pages. */
  readonly outputUrl: string | null;
}

/**
 * The body of a standing pull request: a marker by which it is known again, who asked for what, the plan, how to roll
 * it back, what it was made from, and the trailers, which a squash takes along. What is too long for the forge is cut
 * out of the plan.
 */
export function printPullRequestBody({ plan, requests, remark, limit, outputUrl }: PullRequestContent): string {
  const first = remark === undefined ? [] : [remark, ""];
  const before = [printMarker(plan), "", ...first, ...requests.map(requestLine), ""].join("\n");
  const after = ["", rollBackText(plan), "", fingerprintText(plan), "", trailersText(requests, plan), ""].join("\n");
  const text = formatPlanMarkdown(plan);
  const room = limit - before.length - after.length - 2;
  return `${before}\n${text.length <= room ? text : cutText(text, room, outputUrl)}${after}`;
}

function requestLine(request: SwitchTrailers): string {
  const undone = request["Profile-Reverts"];
  const { "Profile-Reason": reason, "Profile-At": at, "Profile-Until": until } = request;
  const clears = clearsOf(request);
  return [
    `- ${markdownSentence(nameOf(request["Profile-By"]))} asks ${wishOf(request)}`,
    at === undefined ? "" : ` from ${momentWords(at)}`,
    until === undefined ? "" : ` until ${momentWords(until)}`,
    clears.includes("overrides") ? ", and that no task be overridden else" : "",
    clears.includes("scheduled") ? ", and that nothing be scheduled any more" : "",
    undone === undefined ? "" : `, which undoes ${markdownCode(undone.slice(0, 12))}`,
    reason === undefined ? "" : `: ${markdownCode(reason)}`,
  ].join("");
}

function wishOf(request: SwitchTrailers): string {
  const overrides = overridesOf(request);
  const profiles = overrides?.map(({ task, profile }) => `${markdownCode(profile)} for ${markdownCode(task)}`);
  const whole = isWhole(request) ? [markdownCode(request["Profile-To"])] : [];
  const wanted = (profiles ?? whole).join(", ");
  const avoided = avoidChangesOf(request).map(({ provider, until }) =>
    until === null
      ? `that ${markdownCode(provider)} be asked again`
      : `that ${markdownCode(provider)} be avoided until ${momentWords(until)}`,
  );
  return [...(wanted === "" ? [] : [`for ${wanted}`]), ...avoided].join(", and ");
}

/** `Ada <ada@example.org>` without the address, which mail programs and forges make links of. */
function nameOf(by: string): string {
  return by.replace(/\s*<[^>]*>$/, "");
}

function rollBackText({ environment }: Plan): string {
  const command = `npx litellm-profiles rollback${environmentOption(environment)} --pr`;
  return `**To roll back** after the merge: ${markdownCode(command)}, or revert this pull request; both bring sources and config back.`;
}

function fingerprintText({ fingerprint: { base_commit, input_sha256, output_sha256 } }: Plan): string {
  const parts = [
    ["base commit", base_commit ?? "none"],
    ["sources", `sha256:${input_sha256}`],
    ["rendered config", `sha256:${output_sha256}`],
  ] as const;
  const lines = parts.map(([name, value]) => `- ${name} ${markdownCode(value)}`);
  return [
    "<details><summary>What this plan was made from; it is compared again at merge and at delivery</summary>",
    "",
    ...lines,
    "",
    "</details>",
  ].join("\n");
}

/** In a fence, where nothing is markup; a value is one line behind its key, so none can end the fence. */
function trailersText(requests: readonly SwitchTrailers[], plan: Plan): string {
  return `\`\`\`\n${printRequests(requests, plan)}\`\`\``;
}

/** A block of trailers each; the last one says what all of them render to. */
export function printRequests(requests: readonly SwitchTrailers[], { fingerprint }: Pick<Plan, "fingerprint">): string {
  const last = requests.length - 1;
  const output = { "Profile-Output": fingerprint.output_sha256 };
  return requests.map((request, index) => printTrailers(index === last ? { ...request, ...output } : request)).join("");
}

/** Whole lines, and where the rest is. */
function cutText(text: string, room: number, outputUrl: string | null): string {
  const where =
    outputUrl === null
      ? `${markdownCode("litellm-profiles plan")} prints all of it`
      : `[the rendered config](${outputUrl.replaceAll(/[()<>\s]/g, encodeMark)}) and ${markdownCode("litellm-profiles plan")} have all of it`;
  const end = `\n\n*The plan is longer than fits here; ${where}.*\n`;
  const lines = text.slice(0, Math.max(0, room - end.length)).split("\n");
  return lines.slice(0, -1).join("\n") + end;
}

function encodeMark(mark: string): string {
  return `%${mark.charCodeAt(0).toString(16).padStart(2, "0")}`;
}

/** The title of a standing pull request. Forges show it as plain text, cut behind 256 characters. */
export function printPullRequestTitle(plan: Plan, requests: readonly SwitchTrailers[]): string {
  const title = titleOf(plan, requests);
  return title.length <= 200 ? title : `${title.slice(0, 199)}…`;
}

function titleOf(plan: Plan, requests: readonly SwitchTrailers[]): string {
  const { environment, from, to } = plan;
  const singles = requests.flatMap((request) =>
    (overridesOf(request) ?? []).map(({ task, profile }) => `${task} to ${profile}`),
  );
  const avoided = [...new Map(requests.flatMap(avoidChangesOf).map((change) => [change.provider, change])).values()];
  const beside = [...singles, ...avoidWords(avoided)];
  const isUndone = requests.some((request) => request["Profile-Reverts"] !== undefined);
  const verb = isUndone ? "Roll back" : "Switch";
  if (!requests.some(isWhole)) {
    const title = singles.length === 0 ? avoidTitle(avoided, environment) : undefined;
    return title ?? `${verb} ${beside.join(", ")} in ${environment}`;
  }
  const whole = from === to ? environment : `${environment} from ${from ?? "nothing"} to ${to}`;
  if (isUndone || beside.length > 0) return `${verb} ${[whole, ...beside].join(", ")}`;
  return timingTitle(plan, plan) ?? (from === to ? `Render ${environment} anew` : `${verb} ${whole}`);
}
