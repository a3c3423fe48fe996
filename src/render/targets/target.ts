/** A config and the module that reloads it, on their way into a cluster. */
export interface ClusterParts {
  /** Of the config's ConfigMap; the module's has `-module` behind it. */
  readonly name: string;
  /** Absent, wherever the manifests are applied. */
  readonly namespace?: string;
  /** The rendered config. */
  readonly config: string;
  /** The Python module. */
  readonly module: string;
}

/** Keys of the two ConfigMaps, which are the names of the files in the container. */
export const configKey = "litellm_config.yaml";
export const moduleKey = "litellm_profiles_hook.py";

/** Where the container finds both, each in a folder of its own: a file mounted by `subPath` never changes. */
export const configFolder = "/etc/litellm-profiles/config";
export const moduleFolder = "/etc/litellm-profiles/module";

export function moduleName({ name }: Pick<ClusterParts, "name">): string {
  return `${name}-module`;
}
