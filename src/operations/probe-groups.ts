import { isDeepStrictEqual } from "node:util";
import { Failure } from "../domain/failure.ts";
import { isJsonArray, isJsonObject, type Json } from "../domain/json.ts";
import { isProbedMode, type ProbeQuestion } from "../domain/probe.ts";
import { readConfig } from "../litellm/read-config.ts";
import type { Proxy } from "../ports/proxy.ts";
import type { World } from "../ports/world.ts";
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
    warnings: targets.flatMap(({ group, why }) =>
      why === undefined ? [] : [`Group \`${group}\` was not probed: ${why}`],
    ),
  };
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
function whyNot({ group, mode }: Target, state: HeadState, { rendered }: Draft): string | undefined {
  if (!isProbedMode(mode)) return `no small call of mode \`${mode}\` is known`;
  const [before, after] = [outputOf(state) ?? "", rendered.text].map((text) => entriesOf(text, group));
  return isDeepStrictEqual(before, after) ? undefined : "the proxies get it, as it is to be, by this very change";
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
