type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

const yamlTypes = ["application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"];

/** Whether the header `Accept` likes YAML better than JSON. */
export function prefersYaml({ accept }: Headers): boolean {
  const ranges = typeof accept === "string" ? accept.split(",").map(readRange) : [];
  const liking = (types: readonly string[]) =>
    Math.max(0, ...ranges.filter(({ type }) => types.includes(type)).map(({ quality }) => quality));
  return liking(yamlTypes) > liking(["application/json", "application/*", "*/*"]);
}

function readRange(text: string): { readonly type: string; readonly quality: number } {
  const [type = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const [, quality = "1"] = /^q=([\d.]+)$/.exec(parameters.find((one) => one.startsWith("q=")) ?? "") ?? [];
  return { type, quality: Number(quality) };
}
