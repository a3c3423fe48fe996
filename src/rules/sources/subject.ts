import type { Deployment } from "../../domain/deployment.ts";
import type { Place } from "../../domain/finding.ts";
import { everyProfile } from "../../domain/project.ts";
import type { Profile, Project, Task } from "../../domain/project.ts";
import type { ModelFacts } from "../../litellm/model-map.ts";
import type { Path } from "../../sources/path-text.ts";
import type { SourceDocument } from "../../sources/source-document.ts";

/** The sources, loaded, as rules look at them. */
export interface SourcesSubject {
  readonly project: Project;
  /** YAML sources by path. */
  readonly documents: ReadonlyMap<string, SourceDocument>;
  /** What LiteLLM knows of each deployment's model. */
  readonly modelFacts: ReadonlyMap<Deployment, ModelFacts | undefined>;
  /** A LiteLLM release that proxies run, and the file that says so. */
  readonly release: { readonly name: string; readonly file: string };
  /** The release that `modelFacts` is of: that one, else the nearest older one that is known. */
  readonly factsRelease: string;
}

/** A deployment, and where it is written. */
export interface PlacedDeployment {
  readonly profile: Profile;
  /** Name of the task that it answers. */
  readonly task: string;
  readonly deployment: Deployment;
  readonly path: Path;
}

/** Place in a source that the subject was loaded from. */
export function placeIn(
  subject: Pick<SourcesSubject, "documents">,
  file: string,
  path: Path,
  part?: "key" | "value",
): Place {
  const document = subject.documents.get(file);
  if (document === undefined) throw new Error(`No source was loaded from ${file}`);
  return document.placeOf(path, part);
}

/** Where a profile says what answers a task; for one that it inherits, where it names its parent. */
export function placeOfTask(
  subject: Pick<SourcesSubject, "documents">,
  { file, inherited }: Pick<Profile, "file" | "inherited">,
  task: string,
  part?: "key" | "value",
): Place {
  return inherited.has(task)
    ? placeIn(subject, file, ["extends"], part)
    : placeIn(subject, file, ["tasks", task], part);
}

/** Every deployment once, where it is written; what a profile inherits is its parent's. */
export function* deploymentsOf(project: Project): Generator<PlacedDeployment> {
  for (const profile of everyProfile(project)) {
    for (const [task, assignment] of profile.assignments) {
      if (assignment.kind !== "deployments" || profile.inherited.has(task)) continue;
      for (const [index, deployment] of assignment.deployments.entries()) {
        yield { profile, task, deployment, path: ["tasks", task, index] };
      }
    }
  }
}

/** Deployments with the task that they answer; those for a task that does not exist are left out. */
export function* taskDeploymentsOf(project: Project): Generator<PlacedDeployment & { readonly promised: Task }> {
  const tasks = new Map(project.tasks.map((task) => [task.name, task]));
  for (const placed of deploymentsOf(project)) {
    const promised = tasks.get(placed.task);
    if (promised !== undefined) yield { ...placed, promised };
  }
}
