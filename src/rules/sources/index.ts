import type { Finding } from "../../domain/finding.ts";
import { sortFindings } from "../../domain/finding.ts";
import { completeInfo } from "../../litellm/model-map.ts";
import type { ModelMap } from "../../litellm/model-map.ts";
import type { LoadedProject } from "../../sources/load-project.ts";
import type { Rule } from "../rule.ts";
import { runRules } from "../run-rules.ts";
import { equalDeployments } from "./equal-deployments.ts";
import { groupCollision } from "./group-collision.ts";
import { literalSecret } from "./literal-secret.ts";
import type { SecretsSubject } from "./literal-secret.ts";
import { misplacedKey } from "./misplaced-key.ts";
import { modelCapability } from "./model-capability.ts";
import { modelContext } from "./model-context.ts";
import { modelDimensions } from "./model-dimensions.ts";
import { modelMode } from "./model-mode.ts";
import { nameCollision } from "./name-collision.ts";
import { outputCollision } from "./output-collision.ts";
import { deploymentsOf } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";
import { unansweredTask } from "./unanswered-task.ts";
import { unknownActiveProfile } from "./unknown-active-profile.ts";
import { unknownConnection } from "./unknown-connection.ts";
import { unknownFallback } from "./unknown-fallback.ts";
import { unknownModel } from "./unknown-model.ts";
import { unknownRelease } from "./unknown-release.ts";
import { unknownTask } from "./unknown-task.ts";

/** Rules about what any source may hold, however broken it is otherwise. */
export const secretRules: readonly Rule<SecretsSubject>[] = [literalSecret];

/** Rules about sources that load. */
export const sourcesRules: readonly Rule<SourcesSubject>[] = [
  equalDeployments,
  groupCollision,
  misplacedKey,
  modelCapability,
  modelContext,
  modelDimensions,
  modelMode,
  nameCollision,
  outputCollision,
  unansweredTask,
  unknownActiveProfile,
  unknownConnection,
  unknownFallback,
  unknownModel,
  unknownRelease,
  unknownTask,
];

/** Everything wrong in the sources, what loading them found included. */
export function checkSources(loaded: LoadedProject, openModelMap: (release: string) => ModelMap): Finding[] {
  const { project, documents, findings } = loaded;
  const secrets = runRules(secretRules, { documents, template: project?.template });
  const rest = project === undefined ? [] : runRules(sourcesRules, subjectOf({ ...loaded, project }, openModelMap));
  return sortFindings([...findings, ...secrets, ...rest]);
}

function subjectOf(
  { project, documents }: LoadedProject & Pick<SourcesSubject, "project">,
  openModelMap: (release: string) => ModelMap,
): SourcesSubject {
  const models = openModelMap(project.litellm);
  const placed = [...deploymentsOf(project)].map(({ deployment }) => deployment);
  const modelFacts = new Map(
    placed.map((deployment) => [
      deployment,
      models.lookUp(deployment.model, completeInfo(deployment.params, deployment.info)),
    ]),
  );
  return { project, documents, modelFacts, factsRelease: models.release };
}
