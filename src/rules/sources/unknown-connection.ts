import { nameHint } from "../../sources/nearest-name.ts";
import type { Rule } from "../rule.ts";
import { deploymentsOf, placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const unknownConnection: Rule<SourcesSubject> = {
  code: "unknown-connection",
  severity: "error",
  summary: "The connection that a deployment names exists",
  *check(subject) {
    const { connections } = subject.project;
    for (const { profile, deployment, path } of deploymentsOf(subject.project)) {
      const { connection } = deployment;
      if (connection === undefined || connections.has(connection)) continue;
      yield {
        place: placeIn(subject, profile.file, [...path, "connection"]),
        message: `Connection \`${connection}\` does not exist`,
        hint: nameHint(connection, connections.keys(), "connections"),
      };
    }
  },
};
