import { configKey, moduleKey, moduleName, type ClusterParts } from "./target.ts";
import { printManifests } from "./print-manifests.ts";

export interface ConfigMap {
  readonly apiVersion: "v1";
  readonly kind: "ConfigMap";
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly data: Readonly<Record<string, string>>;
}

/** The config's ConfigMap and the module's. */
export function configMapsOf(parts: ClusterParts): ConfigMap[] {
  const { name, namespace, config, module } = parts;
  const make = (called: string, data: ConfigMap["data"]): ConfigMap => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: called, ...(namespace !== undefined && { namespace }) },
    data,
  });
  return [make(name, { [configKey]: config }), make(moduleName(parts), { [moduleKey]: module })];
}

/** Both as manifests for `kubectl apply --server-side -f -`. */
export function configMapManifests(parts: ClusterParts): string {
  return printManifests(configMapsOf(parts));
}
