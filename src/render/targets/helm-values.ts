import { configMapsOf } from "./config-maps.ts";
import { printManifests } from "./print-manifests.ts";
import { configFolder, configKey, moduleFolder, moduleName, type ClusterParts } from "./target.ts";

/**
 * Values of LiteLLM's own chart. Its own ConfigMap is mounted by `subPath`, and never changes inside the container; so
 * both come as further resources, each mounted as a folder, and `args` point there.
 */
export function helmValues(parts: ClusterParts): string {
  const volumes = [
    { name: "litellm-profiles-config", map: parts.name, folder: configFolder },
    { name: "litellm-profiles-module", map: moduleName(parts), folder: moduleFolder },
  ];
  return printManifests([
    {
      proxyConfigMap: { create: false, name: parts.name, key: configKey },
      args: ["--config", `${configFolder}/${configKey}`],
      extraEnvVars: [
        { name: "PYTHONPATH", value: moduleFolder },
        { name: "LITELLM_WORKER_STARTUP_HOOKS", value: "litellm_profiles_hook:start" },
      ],
      volumes: volumes.map(({ name, map }) => ({ name, configMap: { name: map } })),
      volumeMounts: volumes.map(({ name, folder }) => ({ name, mountPath: folder, readOnly: true })),
      extraResources: configMapsOf(parts),
    },
  ]);
}
