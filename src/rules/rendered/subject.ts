import type { Environment, Project } from "../../domain/project.ts";
import type { SourceDocument } from "../../sources/source-document.ts";
import type { ConfigSubject } from "../config/subject.ts";

/** Sources, and what they render to in one environment. */
export interface RenderedSubject {
  readonly project: Project;
  readonly environment: Environment;
  /** YAML sources by path. */
  readonly documents: ReadonlyMap<string, SourceDocument>;
  /** The rendered config. */
  readonly config: ConfigSubject;
}
