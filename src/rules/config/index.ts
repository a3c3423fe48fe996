import { sortFindings, type Finding } from "../../domain/finding.ts";
import type { ModelMap } from "../../litellm/model-map.ts";
import { readConfig } from "../../litellm/read-config.ts";
import type { Rule } from "../rule.ts";
import { runRules } from "../run-rules.ts";
import { aliasChain } from "./alias-chain.ts";
import { aliasMap } from "./alias-map.ts";
import { aliasMapping } from "./alias-mapping.ts";
import { aliasShadowsGroup } from "./alias-shadows-group.ts";
import { aliasValue } from "./alias-value.ts";
import { aliasWildcard } from "./alias-wildcard.ts";
import { duplicateId } from "./duplicate-id.ts";
import { fallbackList } from "./fallback-list.ts";
import { fallbackMissesAlias } from "./fallback-misses-alias.ts";
import { fallbackTargetList } from "./fallback-target-list.ts";
import { literalKey } from "./literal-key.ts";
import { maxFallbacks } from "./max-fallbacks.ts";
import { missingLitellmParams } from "./missing-litellm-params.ts";
import { missingModelName } from "./missing-model-name.ts";
import { missingModel } from "./missing-model.ts";
import { modelInfo } from "./model-info.ts";
import { modelList } from "./model-list.ts";
import { noMasterKey } from "./no-master-key.ts";
import { notTextKey } from "./not-text-key.ts";
import { ownVariable } from "./own-variable.ts";
import { partialReference } from "./partial-reference.ts";
import { partialWeights } from "./partial-weights.ts";
import { repeatedKey } from "./repeated-key.ts";
import { shellReference } from "./shell-reference.ts";
import { subjectOf, type ConfigFile, type ConfigSubject } from "./subject.ts";
import { truncatedConfig } from "./truncated-config.ts";
import { unknownAliasTarget } from "./unknown-alias-target.ts";
import { unknownFallbackSource } from "./unknown-fallback-source.ts";
import { unknownFallbackTarget } from "./unknown-fallback-target.ts";
import { unreadableConfig } from "./unreadable-config.ts";
import { unseenAliasTarget } from "./unseen-alias-target.ts";
import { unsetVariable } from "./unset-variable.ts";
import { weakMasterKey } from "./weak-master-key.ts";
import { weightValue } from "./weight-value.ts";
import { wildcardAliasTarget } from "./wildcard-alias-target.ts";

export type { ConfigFile } from "./subject.ts";

/** Rules about any text that should be a config. */
export const textRules: readonly Rule<ConfigFile>[] = [truncatedConfig, unreadableConfig];

/** Rules about a config that can be read. */
export const configRules: readonly Rule<ConfigSubject>[] = [
  aliasChain,
  aliasMap,
  aliasMapping,
  aliasShadowsGroup,
  aliasValue,
  aliasWildcard,
  duplicateId,
  fallbackList,
  fallbackMissesAlias,
  fallbackTargetList,
  literalKey,
  maxFallbacks,
  missingLitellmParams,
  missingModel,
  missingModelName,
  modelInfo,
  modelList,
  noMasterKey,
  notTextKey,
  ownVariable,
  partialReference,
  partialWeights,
  repeatedKey,
  shellReference,
  unknownAliasTarget,
  unknownFallbackSource,
  unknownFallbackTarget,
  unseenAliasTarget,
  unsetVariable,
  weakMasterKey,
  weightValue,
  wildcardAliasTarget,
];

/** Everything wrong in a LiteLLM config, whoever wrote it. */
export function checkConfig(source: ConfigFile, models: ModelMap): Finding[] {
  const read = readConfig(source.text, source.file);
  const { config } = read;
  const findings = runRules(textRules, source);
  if (config === undefined) return findings;
  return sortFindings([...findings, ...runRules(configRules, subjectOf(source, { ...read, config }, models))]);
}
