/** The project's own file. */
export const projectFile = "litellm-profiles.yaml";
export const profileFolder = "profiles";
export const environmentFolder = "environments";
export const defaultTemplate = "templates/litellm_config.yaml.hbs";

/** Where the rendered config of an environment lies unless it says otherwise. */
export function defaultOutput(environment: string): string {
  return environment === "default" ? "litellm_config.yaml" : `rendered/${environment}/litellm_config.yaml`;
}

/** `premium` of `profiles/premium.yaml`; undefined for a path that is no source of that folder. */
export function nameOfSource(folder: string, path: string): string | undefined {
  const name = path.startsWith(`${folder}/`) && path.endsWith(".yaml") ? path.slice(folder.length + 1, -5) : undefined;
  return name === undefined || name.includes("/") || name.startsWith(".") ? undefined : name;
}
