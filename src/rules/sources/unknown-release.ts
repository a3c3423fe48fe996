import { projectFile } from "../../sources/source-paths.ts";
import type { Rule } from "../rule.ts";
import { placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const unknownRelease: Rule<SourcesSubject> = {
  code: "unknown-release",
  severity: "info",
  summary: "The project's LiteLLM release is one that this tool knows",
  *check(subject) {
    const { project, factsRelease } = subject;
    if (project.litellm === factsRelease) return;
    yield {
      place: placeIn(subject, projectFile, ["litellm"]),
      message: `LiteLLM \`${project.litellm}\` is not known; what is said here holds for \`${factsRelease}\``,
    };
  },
};
