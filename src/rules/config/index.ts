import { sortFindings, type Finding } from "../../domain/finding.ts";
import { findConfigs, type FoundConfig } from "../../litellm/find-configs.ts";
import type { ModelMap } from "../../litellm/model-map.ts";
import { readConfig, type ReadConfig } from "../../litellm/read-config.ts";
import { resolveIncludes } from "../../litellm/resolve-includes.ts";
import type { Rule } from "../rule.ts";
import { runRules } from "../run-rules.ts";
import { accessGroups } from "./access-groups.ts";
import { accessWindows } from "./access-windows.ts";
import { aliasChain } from "./alias-chain.ts";
import { aliasMap } from "./alias-map.ts";
import { aliasMapping } from "./alias-mapping.ts";
import { aliasShadowsGroup } from "./alias-shadows-group.ts";
import { aliasToWildcard } from "./alias-to-wildcard.ts";
import { aliasValue } from "./alias-value.ts";
import { aliasWildcard } from "./alias-wildcard.ts";
import { apiBase } from "./api-base.ts";
import { badRelease } from "./bad-release.ts";
import { budgetPeriod } from "./budget-period.ts";
import { cacheType } from "./cache-type.ts";
import { credentialEntry } from "./credential-entry.ts";
import { datedValue } from "./dated-value.ts";
import { deprecatedModel } from "./deprecated-model.ts";
import { duplicateId } from "./duplicate-id.ts";
import { emptyKey } from "./empty-key.ts";
import { emptySetting } from "./empty-setting.ts";
import { fallbackCycle } from "./fallback-cycle.ts";
import { fallbackDepth } from "./fallback-depth.ts";
import { fallbackList } from "./fallback-list.ts";
import { fallbackMissesAlias } from "./fallback-misses-alias.ts";
import { fallbackTargetList } from "./fallback-target-list.ts";
import { foreignCredentials } from "./foreign-credentials.ts";
import { guardrailEntry } from "./guardrail-entry.ts";
import { healthCheckSetting } from "./health-check-setting.ts";
import { idIsGroup } from "./id-is-group.ts";
import { includeCycle } from "./include-cycle.ts";
import { includeReplaces } from "./include-replaces.ts";
import { includeShape } from "./include-shape.ts";
import { ineffectiveValue } from "./ineffective-value.ts";
import { keyManagementSystem } from "./key-management-system.ts";
import { largeConfigmap } from "./large-configmap.ts";
import { listedReference } from "./listed-reference.ts";
import { literalKey } from "./literal-key.ts";
import { lostSetting } from "./lost-setting.ts";
import { maxFallbacks } from "./max-fallbacks.ts";
import { mcpServer } from "./mcp-server.ts";
import { misplacedParameter } from "./misplaced-parameter.ts";
import { missingCell } from "./missing-cell.ts";
import { missingLitellmParams } from "./missing-litellm-params.ts";
import { missingModel } from "./missing-model.ts";
import { missingModelName } from "./missing-model-name.ts";
import { misspeltModelInfo } from "./misspelt-model-info.ts";
import { misspeltParameter } from "./misspelt-parameter.ts";
import { modeName } from "./mode-name.ts";
import { modelInfo } from "./model-info.ts";
import { modelList } from "./model-list.ts";
import { modelMode } from "./model-mode.ts";
import { modelsElsewhere } from "./models-elsewhere.ts";
import { namelessModel } from "./nameless-model.ts";
import { noMasterKey } from "./no-master-key.ts";
import { notTextKey } from "./not-text-key.ts";
import { oddSpace } from "./odd-space.ts";
import { orderValue } from "./order-value.ts";
import { ownVariable } from "./own-variable.ts";
import { parameterType } from "./parameter-type.ts";
import { parameterValue } from "./parameter-value.ts";
import { partialReference } from "./partial-reference.ts";
import { partialWeights } from "./partial-weights.ts";
import { preCallCheck } from "./pre-call-check.ts";
import { providerBudget } from "./provider-budget.ts";
import { repeatedKey } from "./repeated-key.ts";
import { retryPolicyName } from "./retry-policy-name.ts";
import { retryPolicyValue } from "./retry-policy-value.ts";
import { routingGroupMember } from "./routing-group-member.ts";
import { routingGroupName } from "./routing-group-name.ts";
import { routingGroupShape } from "./routing-group-shape.ts";
import { routingStrategy } from "./routing-strategy.ts";
import { samplingValue } from "./sampling-value.ts";
import { sectionShape } from "./section-shape.ts";
import { settingShape } from "./setting-shape.ts";
import { severalOrganizations } from "./several-organizations.ts";
import { shellReference } from "./shell-reference.ts";
import { subjectOf, type ConfigFile, type ConfigSubject, type ReadFile } from "./subject.ts";
import { supportedEnvironments } from "./supported-environments.ts";
import { textBoolean } from "./text-boolean.ts";
import { truncatedConfig } from "./truncated-config.ts";
import { unknownAlert } from "./unknown-alert.ts";
import { unknownAliasTarget } from "./unknown-alias-target.ts";
import { unknownCallback } from "./unknown-callback.ts";
import { unknownCredential } from "./unknown-credential.ts";
import { unknownFallbackSource } from "./unknown-fallback-source.ts";
import { unknownFallbackTarget } from "./unknown-fallback-target.ts";
import { unknownGuardrail } from "./unknown-guardrail.ts";
import { unknownLogger } from "./unknown-logger.ts";
import { unknownProvider } from "./unknown-provider.ts";
import { unreadCacheSetting } from "./unread-cache-setting.ts";
import { unreadSetting } from "./unread-setting.ts";
import { unreadTags } from "./unread-tags.ts";
import { unreadWeights } from "./unread-weights.ts";
import { unreadableConfig } from "./unreadable-config.ts";
import { unseenAliasTarget } from "./unseen-alias-target.ts";
import { unsetVariable } from "./unset-variable.ts";
import { uselessFallback } from "./useless-fallback.ts";
import { weakMasterKey } from "./weak-master-key.ts";
import { weightValue } from "./weight-value.ts";
import { wildcardAliasTarget } from "./wildcard-alias-target.ts";
import { zeroWeights } from "./zero-weights.ts";

export type { ConfigFile } from "./subject.ts";

/** Rules about a file, whatever configs it holds. */
export const fileRules: readonly Rule<ConfigFile>[] = [largeConfigmap];

/** Rules about any text that should be a config. */
export const textRules: readonly Rule<ReadFile>[] = [truncatedConfig, unreadableConfig];

/** Rules about a config that can be read. */
export const configRules: readonly Rule<ConfigSubject>[] = [
  accessGroups,
  accessWindows,
  aliasChain,
  aliasMap,
  aliasMapping,
  aliasShadowsGroup,
  aliasToWildcard,
  aliasValue,
  aliasWildcard,
  apiBase,
  badRelease,
  budgetPeriod,
  cacheType,
  credentialEntry,
  datedValue,
  deprecatedModel,
  duplicateId,
  emptyKey,
  emptySetting,
  fallbackCycle,
  fallbackDepth,
  fallbackList,
  fallbackMissesAlias,
  fallbackTargetList,
  foreignCredentials,
  guardrailEntry,
  healthCheckSetting,
  idIsGroup,
  includeCycle,
  includeReplaces,
  includeShape,
  ineffectiveValue,
  keyManagementSystem,
  listedReference,
  literalKey,
  lostSetting,
  maxFallbacks,
  mcpServer,
  misplacedParameter,
  missingCell,
  missingLitellmParams,
  missingModel,
  missingModelName,
  misspeltModelInfo,
  misspeltParameter,
  modeName,
  modelInfo,
  modelList,
  modelMode,
  modelsElsewhere,
  namelessModel,
  noMasterKey,
  notTextKey,
  oddSpace,
  orderValue,
  ownVariable,
  parameterType,
  parameterValue,
  partialReference,
  partialWeights,
  preCallCheck,
  providerBudget,
  repeatedKey,
  retryPolicyName,
  retryPolicyValue,
  routingGroupMember,
  routingGroupName,
  routingGroupShape,
  routingStrategy,
  samplingValue,
  sectionShape,
  settingShape,
  severalOrganizations,
  shellReference,
  supportedEnvironments,
  textBoolean,
  unknownAlert,
  unknownAliasTarget,
  unknownCallback,
  unknownCredential,
  unknownFallbackSource,
  unknownFallbackTarget,
  unknownGuardrail,
  unknownLogger,
  unknownProvider,
  unreadCacheSetting,
  unreadSetting,
  unreadTags,
  unreadWeights,
  unseenAliasTarget,
  unsetVariable,
  uselessFallback,
  weakMasterKey,
  weightValue,
  wildcardAliasTarget,
  zeroWeights,
];

/** Everything wrong in a LiteLLM config and in what it includes, whoever wrote it. */
export function checkConfig(source: ConfigFile, models: ModelMap): Finding[] {
  return checkRead(source, readConfig(source.text, source.file), models, openIncluded(source)).findings;
}

/**
 * Everything wrong in every config that a file holds: it may be one, or wrap some in Kubernetes or Helm documents.
 * `configs` is how many there are; a wrapper of other things has none.
 */
export function checkFile(source: ConfigFile, models: ModelMap): { configs: number; findings: Finding[] } {
  const found = findConfigs(source.text, source.file);
  const checked = found.map((config) => ({
    config,
    ...checkRead(source, config, models, openBeside(config, found) ?? openIncluded(source)),
  }));
  const parts = new Set(checked.flatMap(({ included }) => included));
  const wholes = checked.filter(({ config, included }) => !parts.has(config) || included.includes(config));
  const inConfigs = wholes.flatMap(({ findings }) => findings);
  return { configs: found.length, findings: sortFindings([...runRules(fileRules, source), ...inConfigs]) };
}

type OpenFile = Parameters<typeof resolveIncludes>[2];

/** The files that are known; undefined where none are looked at. */
function openIncluded({ included }: ConfigFile): OpenFile | undefined {
  if (included === undefined) return undefined;
  return (path) => {
    const text = included.get(path);
    return text === undefined ? undefined : readConfig(text, path);
  };
}

/** A config in a ConfigMap includes what lies beside it in the same data, once mounted. */
function openBeside({ within, config }: FoundConfig, found: readonly FoundConfig[]): OpenFile | undefined {
  if (within.length === 0 || config?.["include"] === undefined) return undefined;
  const key = JSON.stringify(within.slice(0, -1));
  const beside = found.filter((other) => JSON.stringify(other.within.slice(0, -1)) === key);
  const names = new Map(beside.map((other) => [String(other.within.at(-1)), other]));
  return (path) => names.get(path.slice(path.lastIndexOf("/") + 1));
}

interface CheckedConfig {
  readonly findings: Finding[];
  /** What it includes. */
  readonly included: readonly ReadConfig[];
}

function checkRead(source: ConfigFile, own: ReadConfig, models: ModelMap, open: OpenFile | undefined): CheckedConfig {
  const inOwn = runRules(textRules, { ...source, read: own });
  if (own.config === undefined) return { findings: inOwn, included: [] };
  const includes = open && resolveIncludes(source.file, own, open);
  const files = [...(includes?.files ?? [])];
  const inFiles = files.flatMap(([file, read]) =>
    runRules(textRules, { ...source, file, text: source.included?.get(file) ?? "", read }),
  );
  const found = runRules(configRules, subjectOf(source, { own, includes }, models));
  return { findings: sortFindings([...inOwn, ...inFiles, ...found]), included: files.map(([, read]) => read) };
}
