import { posix } from "node:path";
import { printManifests } from "./print-manifests.ts";
import { configKey, moduleKey, moduleName, type ClusterParts } from "./target.ts";

/** A file for the work tree. */
export interface TargetFile {
  /** Relative to the project. */
  readonly path: string;
  readonly text: string;
}

/**
 * A kustomization beside the rendered config, which is read where it is: whatever commits a switch commits what the
 * cluster gets. Its ConfigMaps keep their names, so that a switch changes a mounted file and restarts no pod.
 */
export function kustomizationFiles(parts: ClusterParts, output: string): TargetFile[] {
  const folder = posix.dirname(output);
  const kustomization = {
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    ...(parts.namespace !== undefined && { namespace: parts.namespace }),
    configMapGenerator: [
      { name: parts.name, files: [fileEntry(configKey, posix.basename(output))] },
      { name: moduleName(parts), files: [moduleKey] },
    ],
    generatorOptions: { disableNameSuffixHash: true },
  };
  return [
    { path: posix.join(folder, "kustomization.yaml"), text: printManifests([kustomization]) },
    { path: posix.join(folder, moduleKey), text: parts.module },
  ];
}

function fileEntry(key: string, file: string): string {
  return key === file ? file : `${key}=${file}`;
}
