import { environmentFolder, profileFolder, projectFile } from "../../sources/source-paths.ts";
import type { Rule } from "../rule.ts";
import { placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

export const outputCollision: Rule<SourcesSubject> = {
  code: "output-collision",
  severity: "error",
  summary: "Each environment renders into a file of its own, and into no source",
  *check(subject) {
    const { environments, template } = subject.project;
    const taken = new Map([
      [projectFile, "a source"],
      [template.path, "the template"],
    ]);
    for (const { name, file, output } of environments) {
      const owner = taken.get(output) ?? (isSource(output) ? "a source" : undefined);
      if (owner !== undefined) {
        yield {
          place: placeIn(subject, file, ["output"]),
          message: `Output \`${output}\` of environment \`${name}\` would overwrite ${owner}`,
          hint: "Choose another `output`",
        };
      }
      taken.set(output, `that of environment \`${name}\``);
    }
  },
};

function isSource(path: string): boolean {
  return path.startsWith(`${profileFolder}/`) || path.startsWith(`${environmentFolder}/`);
}
