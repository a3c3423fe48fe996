import type { Rule } from "../rule.ts";
import { placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const missingForge: Rule<SourcesSubject> = {
  code: "missing-forge",
  severity: "error",
  summary: "An environment that is switched by pull requests has a forge to open them at",
  *check(subject) {
    const { forge, environments } = subject.project;
    if (forge !== undefined) return;
    for (const { name, file, switchMode } of environments) {
      if (switchMode !== "pull_request") continue;
      yield {
        place: placeIn(subject, file, ["switch"]),
        message: `Environment \`${name}\` is switched by pull requests, and the project names no forge`,
        hint: "Write `forge: github` or `forge: local` into `litellm-profiles.yaml`, or `switch: direct` here",
      };
    }
  },
};
