import type { Finding } from "../../domain/finding.ts";
import { sortFindings } from "../../domain/finding.ts";
import { profilesIn } from "../../domain/project.ts";
import type { Environment } from "../../domain/project.ts";
import { completeInfo } from "../../litellm/model-map.ts";
import type { ModelMap } from "../../litellm/model-map.ts";
import type { LoadedProject } from "../../sources/load-project.ts";
import { projectFile } from "../../sources/source-paths.ts";
import type { Rule } from "../rule.ts";
import { runRules } from "../run-rules.ts";
import { equalDeployments } from "./equal-deployments.ts";
import { groupCollision } from "./group-collision.ts";
import { impossibleMoment } from "./impossible-moment.ts";
import { literalSecret } from "./literal-secret.ts";
import type { SecretsSubject } from "./literal-secret.ts";
import { missingForge } from "./missing-forge.ts";
import { misplacedKey } from "./misplaced-key.ts";
import { modelCapability } from "./model-capability.ts";
import { modelContext } from "./model-context.ts";
import { modelDimensions } from "./model-dimensions.ts";
import { modelMode } from "./model-mode.ts";
import { nameCollision } from "./name-collision.ts";
import { outputCollision } from "./output-collision.ts";
import { parentChain } from "./parent-chain.ts";
import { deploymentsOf } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";
import { unansweredTask } from "./unanswered-task.ts";
import { unevenDimensions } from "./uneven-dimensions.ts";
import { unknownActiveProfile } from "./unknown-active-profile.ts";
import { unknownConnection } from "./unknown-connection.ts";
import { unknownFallback } from "./unknown-fallback.ts";
import { unknownListedProfile } from "./unknown-listed-profile.ts";
import { unknownModel } from "./unknown-model.ts";
import { unknownOverride } from "./unknown-override.ts";
import { unknownParent } from "./unknown-parent.ts";
import { unknownPrice } from "./unknown-price.ts";
import { unknownRelease } from "./unknown-release.ts";
import { unknownTask } from "./unknown-task.ts";
import { unlistedFallback } from "./unlisted-fallback.ts";
import { unlistedProfile } from "./unlisted-profile.ts";

/** Rules about what any source may hold, however broken it is otherwise. */
export const secretRules: readonly Rule<SecretsSubject>[] = [literalSecret];

/** Rules about sources that load. */
export const sourcesRules: readonly Rule<SourcesSubject>[] = [
  equalDeployments,
  groupCollision,
  impossibleMoment,
  misplacedKey,
  missingForge,
  modelCapability,
  modelContext,
  modelDimensions,
  modelMode,
  nameCollision,
  outputCollision,
  parentChain,
  unansweredTask,
  unevenDimensions,
  unknownActiveProfile,
  unknownConnection,
  unknownFallback,
  unknownListedProfile,
  unknownModel,
  unknownOverride,
  unknownParent,
  unknownPrice,
  unknownRelease,
  unknownTask,
  unlistedFallback,
  unlistedProfile,
];

/** Those whose answer depends on the LiteLLM release. */
const releaseRules: readonly Rule<SourcesSubject>[] = [
  modelCapability,
  modelContext,
  modelDimensions,
  modelMode,
  unknownModel,
  unknownRelease,
];

/** Everything wrong in the sources, what loading them found included. */
export function checkSources(loaded: LoadedProject, openModelMap: OpenModelMap): Finding[] {
  const { project, documents, findings } = loaded;
  const secrets = runRules(secretRules, { documents, template: project?.template });
  const rest = project === undefined ? [] : checkProject({ ...loaded, project }, openModelMap);
  return sortFindings([...findings, ...secrets, ...rest]);
}

type OpenModelMap = (release: string) => ModelMap;

type Loaded = LoadedProject & Pick<SourcesSubject, "project">;

/** All rules by the project's release; of the other releases that environments run, what they see besides. */
function checkProject(loaded: Loaded, openModelMap: OpenModelMap): Finding[] {
  const { litellm, environments } = loaded.project;
  const own = { name: litellm, file: projectFile };
  const found = runRules(sourcesRules, subjectOf(loaded, own, openModelMap));
  const others = environments.filter((environment) => environment.litellm !== litellm);
  const besides = others.flatMap((environment) => checkRelease(loaded, environment, { openModelMap, found }));
  return [...found, ...new Map(besides.map((finding) => [nameOf(finding), finding])).values()];
}

/** Those of the profiles that are rendered in an environment which runs another release. */
function checkRelease(
  loaded: Loaded,
  environment: Environment,
  { openModelMap, found }: { readonly openModelMap: OpenModelMap; readonly found: readonly Finding[] },
): Finding[] {
  const { litellm, file } = environment;
  const rendered = profilesIn(loaded.project, environment);
  const profiles = loaded.project.profiles.filter((profile) =>
    rendered.some(({ name, parent }) => name === profile.name || parent === profile.name),
  );
  const scoped = { ...loaded, project: { ...loaded.project, profiles } };
  const seen = new Set(found.map(nameOf));
  return runRules(releaseRules, subjectOf(scoped, { name: litellm, file }, openModelMap))
    .filter((finding) => !seen.has(nameOf(finding)))
    .map((finding) => ({ ...finding, message: inRelease(finding, litellm) }));
}

function nameOf({ code, message, file, line, column }: Finding): string {
  return JSON.stringify([code, message, file, line, column]);
}

function inRelease({ code, message }: Finding, release: string): string {
  return code === unknownRelease.code ? message : `By LiteLLM ${release}, ${message}`;
}

function subjectOf(
  { project, documents }: Loaded,
  release: SourcesSubject["release"],
  openModelMap: OpenModelMap,
): SourcesSubject {
  const models = openModelMap(release.name);
  const placed = [...deploymentsOf(project)].map(({ deployment }) => deployment);
  const modelFacts = new Map(
    placed.map((deployment) => [
      deployment,
      models.lookUp(deployment.model, completeInfo(deployment.params, deployment.info)),
    ]),
  );
  return { project, documents, modelFacts, release, factsRelease: models.release };
}
