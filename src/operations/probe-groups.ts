import { isDeepStrictEqual } from "node:util";
import { Failure } from "../domain/failure.ts";
import { isJsonArray, isJsonObject, type Json } from "../domain/json.ts";
import { isProbedMode, type ProbeQuestion } from "../domain/probe.ts";
import { readConfig } from "../litellm/read-config.ts";
import type { Proxy } from "../ports/proxy.ts";
import type { World } from "../ports/world.ts";
import { environmentOption } from "../report/environment-option.ts";
import type { Draft } from "./draft-change.ts";
import { outputOf, type HeadState } from "./load-head.ts";

/** What calling the groups came to. */
export interface Probed {
  /** For each proxy some of whose groups do not answer, which ones and what was seen. */
  readonly silent: readonly Failure[];
  /** Which groups were not called, and why. */
  readonly warnings: readonly string[];
}

export const notProbed: Probed = { silent: [], warnings: [] };

/**
 * Has every proxy call each group once that a task's alias is to lead to. One that comes with this very change is not
 * there yet, and for some modes no small call is known: those are not called.
 */
export async function probeGroups(
  { proxies, progress }: Pick<World, "proxies" | "progress">,
  state: HeadState,
  draft: Draft,
): Promise<Probed> {
  const asked = proxies(draft.environment);
  if (asked.length === 0) return { silent: [], warnings: ["Nothing was probed: the environment names no `proxies`"] };
  const targets = targetsOf(draft).map((target) => ({ ...target, why: whyNot(target, state, draft) }));
  const questions = targets.flatMap(({ group, mode, why }) =>
    why === undefined && isProbedMode(mode) ? [{ group, mode }] : [],
  );
  progress({ step: "probing", groups: questions.length });
  const answers = await Promise.all(asked.map((proxy) => probeProxy(proxy, questions)));
  return {
    silent: answers.filter((failure) => failure !== undefined),
    warnings: [
      ...notYetWarnings(
        draft,
        targets.flatMap(({ group, why }) => (why === notYet ? [group] : [])),
      ),
      ...targets.flatMap(({ group, mode, why }) =>
        why === unknownCall ? [`Group \`${group}\` was not probed: no small call of mode \`${mode}\` is known`] : [],
      ),
    ],
  };
}

const unknownCall = "no small call is known";
const notYet = "no proxy has it yet";
type WhyNot = typeof unknownCall | typeof notYet;

/** With the command that calls them, once a proxy can: it changes nothing of what was chosen. */
function notYetWarnings({ environment: { name, active, until } }: Draft, groups: readonly string[]): string[] {
  if (groups.length === 0) return [];
  const names = groups.map((group) => `\`${group}\``).join(", ");
  const end = until === undefined ? "" : ` --until ${until.at}`;
  const command = `\`npx litellm-profiles switch ${active}${environmentOption(name)}${end} --probe\``;
  return [
    groups.length === 1
      ? `Group ${names} was not probed: no proxy has it, as it is to be, before this change; ${command} calls it once it is in force`
      : `${groups.length} groups ${names} were not probed: no proxy has them, as they are to be, before this change; ${command} calls them once it is in force`,
  ];
}

interface Target {
  readonly group: string;
  readonly mode: string;
}

/** The groups behind the tasks' own names, each once. */
function targetsOf({ project, rendered }: Draft): Target[] {
  const groups = new Map<string, Target>();
  for (const { name, mode } of project.tasks) {
    const group = rendered.routing.aliases[name];
    if (group !== undefined) groups.set(group, { group, mode });
  }
  return [...groups.values()];
}

/** Why a group cannot be called beforehand; undefined where it can. */
function whyNot({ group, mode }: Target, state: HeadState, { rendered }: Draft): WhyNot | undefined {
  if (!isProbedMode(mode)) return unknownCall;
  const [before, after] = [outputOf(state) ?? "", rendered.text].map((text) => entriesOf(text, group));
  return isDeepStrictEqual(before, after) ? undefined : notYet;
}

function entriesOf(text: string, group: string): Json[] {
  const list = readConfig(text).config?.["model_list"];
  return isJsonArray(list) ? list.filter((entry) => isJsonObject(entry) && entry["model_name"] === group) : [];
}

async function probeProxy(proxy: Proxy, questions: readonly ProbeQuestion[]): Promise<Failure | undefined> {
  const answers = await Promise.all(
    questions.map(async (question) => ({ ...question, answer: await proxy.probe(question) })),
  );
  const silent = answers.flatMap(({ group, answer }) => (answer.answers ? [] : [`\`${group}\` (${answer.seen})`]));
  if (silent.length === 0) return undefined;
  const what = silent.length === 1 ? "group" : `${silent.length} groups`;
  return new Failure(
    "group-silent",
    `Proxy \`${proxy.url}\` gets no answer from ${what} ${silent.join(", ")}`,
    "Look at the provider and at the key that the proxy has for it, choose another profile, or go on by `--force`",
  );
}
