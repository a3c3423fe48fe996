import type { SourceFiles } from "../domain/source-files.ts";
import type { HeadState } from "./load-head.ts";

/**
 * What a plan for one environment is made from: the sources, and the config that it had. The files of the other
 * environments are not among them, so that their switches do not make it outdated.
 */
export function planInputs({ files, project, environment }: Omit<HeadState, "head">): SourceFiles {
  const others = project.environments.filter(({ name }) => name !== environment.name);
  const theirs = new Set(others.flatMap(({ file, output }) => [file, output]));
  return new Map([...files].filter(([path]) => path === environment.output || !theirs.has(path)));
}
