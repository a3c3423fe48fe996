import { readMoment } from "../../sources/moment.ts";
import type { Rule } from "../rule.ts";
import { placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const impossibleMoment: Rule<SourcesSubject> = {
  code: "impossible-moment",
  severity: "error",
  summary: "The moments of an environment exist, and a scheduled switch ends after it begins",
  *check(subject) {
    for (const { file, until, scheduled } of subject.project.environments) {
      const moments = [
        { at: until?.at, path: ["until", "at"] },
        { at: scheduled?.at, path: ["scheduled", "at"] },
        { at: scheduled?.until, path: ["scheduled", "until"] },
      ];
      for (const { at, path } of moments) {
        if (at === undefined || readMoment(at) !== undefined) continue;
        yield {
          place: placeIn(subject, file, path),
          message: `Moment \`${at}\` does not exist`,
          hint: "Look at the number of the day, and at the offset from UTC",
        };
      }
      if (scheduled?.until === undefined || scheduled.until > scheduled.at) continue;
      yield {
        place: placeIn(subject, file, ["scheduled", "until"]),
        message: `The scheduled switch ends at \`${scheduled.until}\`, and begins at \`${scheduled.at}\``,
        hint: "Let it end later than it begins",
      };
    }
  },
};
