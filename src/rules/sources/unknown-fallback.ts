import { findProfile } from "../../domain/project.ts";
import { nameHint } from "../../sources/nearest-name.ts";
import type { Rule } from "../rule.ts";
import { placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";
import { writtenFallbacks } from "./written-fallbacks.ts";

export const unknownFallback: Rule<SourcesSubject> = {
  code: "unknown-fallback",
  severity: "error",
  summary: "A fallback is another profile of the project",
  *check(subject) {
    const { project } = subject;
    for (const { profile, target, path } of writtenFallbacks(subject)) {
      const others = project.profiles.map(({ name }) => name).filter((name) => name !== profile.name);
      if (others.includes(target)) continue;
      const itself = findProfile(project, target) !== undefined;
      yield {
        place: placeIn(subject, profile.file, path),
        message: itself
          ? `Profile \`${target}\` falls back on itself`
          : `Fallback profile \`${target}\` does not exist`,
        hint: itself ? "Remove it" : nameHint(target, others, "other profiles"),
      };
    }
  },
};
