import type { Rule } from "../rule.ts";
import { placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const unknownRelease: Rule<SourcesSubject> = {
  code: "unknown-release",
  severity: "info",
  summary: "The LiteLLM release that proxies run is one that this tool knows",
  *check(subject) {
    const { release, factsRelease } = subject;
    if (release.name === factsRelease) return;
    yield {
      place: placeIn(subject, release.file, ["litellm"]),
      message: `LiteLLM \`${release.name}\` is not known; what is said here holds for \`${factsRelease}\``,
    };
  },
};
