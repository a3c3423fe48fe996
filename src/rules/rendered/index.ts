import type { Finding } from "../../domain/finding.ts";
import type { Environment } from "../../domain/project.ts";
import type { ModelMap } from "../../litellm/model-map.ts";
import { readConfig } from "../../litellm/read-config.ts";
import { subjectOf } from "../config/subject.ts";
import type { Rule } from "../rule.ts";
import { runRules } from "../run-rules.ts";
import { answeredDisabledTask } from "./answered-disabled-task.ts";
import type { RenderedSubject } from "./subject.ts";

/** Rules about sources that only show in what they render to. */
export const renderedRules: readonly Rule<RenderedSubject>[] = [answeredDisabledTask];

/** What an environment was rendered from, and to. */
export interface RenderedSources extends Pick<RenderedSubject, "project" | "documents"> {
  readonly environment: Environment;
  readonly text: string;
}

/** What is wrong in the sources, by what they render to. A text that cannot be read is not looked at. */
export function checkRenderedSources(sources: RenderedSources, models: ModelMap): Finding[] {
  const { environment, text } = sources;
  const read = readConfig(text);
  if (read.config === undefined) return [];
  const whole = { own: read, includes: undefined };
  const config = subjectOf({ file: environment.output, text, release: environment.litellm }, whole, models);
  return runRules(renderedRules, { ...sources, config });
}
