import { findProfile } from "../../domain/project.ts";
import { nameHint } from "../../sources/nearest-name.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { missingProfile } from "./missing-profile.ts";
import { placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";
import { writtenFallbacks } from "./written-fallbacks.ts";

export const unknownFallback: Rule<SourcesSubject> = {
  code: "unknown-fallback",
  severity: "error",
  summary: "A fallback is another profile of the project, and not abstract",
  *check(subject): Generator<RuleFinding> {
    const { project } = subject;
    for (const { profile, targets, path } of writtenFallbacks(subject)) {
      const others = project.profiles.map(({ name }) => name).filter((name) => name !== profile.name);
      for (const [index, target] of targets.entries()) {
        const itself = target === profile.name && findProfile(project, target) !== undefined;
        const missing = missingProfile(project, target)?.why;
        if (missing === undefined && !itself) continue;
        yield {
          place: placeIn(subject, profile.file, [...path, index]),
          message: itself ? `Profile \`${target}\` falls back on itself` : `Fallback profile \`${target}\` ${missing}`,
          hint: itself ? "Remove it" : nameHint(target, others, "other profiles"),
        };
      }
    }
  },
};
