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
    const taken = [
      { path: projectFile, owner: "the project" },
      { path: profileFolder, owner: "the profiles" },
      { path: environmentFolder, owner: "the environments" },
      { path: template.path, owner: "the template" },
    ];
    for (const { name, file, output } of environments) {
      const overwritten = taken.find(({ path }) => collide(path, output));
      if (overwritten !== undefined) {
        yield {
          place: placeIn(subject, file, ["output"]),
          message: `Output \`${output}\` of environment \`${name}\` would overwrite ${overwritten.owner}`,
          hint: "Choose another `output`",
        };
      }
      taken.push({ path: output, owner: `that of environment \`${name}\`` });
    }
  },
};

/** Whether two paths are one, or one would have to be a folder that holds the other. */
function collide(a: string, b: string): boolean {
  return `${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`);
}
