/** Environment variables of uv by pip's setting: index, certificates and proxy are one decision of the machine's owner. */
const variables: Readonly<Record<string, { readonly name: string; readonly unless: readonly string[] }>> = {
  "index-url": { name: "UV_DEFAULT_INDEX", unless: ["UV_INDEX_URL"] },
  "extra-index-url": { name: "UV_INDEX", unless: ["UV_EXTRA_INDEX_URL"] },
  "find-links": { name: "UV_FIND_LINKS", unless: [] },
  "no-index": { name: "UV_NO_INDEX", unless: [] },
  "trusted-host": { name: "UV_INSECURE_HOST", unless: [] },
  cert: { name: "SSL_CERT_FILE", unless: [] },
  proxy: { name: "ALL_PROXY", unless: ["HTTPS_PROXY", "https_proxy", "all_proxy"] },
};

/**
 * What uv, which does not read pip's settings, needs to know of them. `pipConfig` is the output of `pip config list`;
 * variables that the user set for uv win.
 */
export function uvVariables(pipConfig: string, env: NodeJS.ProcessEnv): Record<string, string> {
  const result: Record<string, string> = { UV_SYSTEM_CERTS: "true", UV_INDEX_STRATEGY: "unsafe-best-match" };
  for (const [setting, value] of readPipConfig(pipConfig)) {
    const variable = variables[setting];
    if (variable) result[variable.name] = asList(setting, value);
  }
  return Object.fromEntries(Object.entries(result).filter(([name]) => !isTaken(name, env)));
}

function isTaken(name: string, env: NodeJS.ProcessEnv): boolean {
  const unless = Object.values(variables).find((variable) => variable.name === name)?.unless ?? [];
  return [name, ...unless].some((other) => env[other] !== undefined);
}

/** Settings by name: those for `pip install` over the general ones, the environment's over both. */
function readPipConfig(text: string): Map<string, string> {
  const lines = text.split("\n").flatMap((line) => {
    const match = /^(global|install|:env:)\.([a-z-]+)=(['"])(.*)\3$/.exec(line.trim());
    return match ? [{ section: match[1] ?? "", setting: match[2] ?? "", value: match[4] ?? "" }] : [];
  });
  const order = ["global", "install", ":env:"];
  const sorted = lines.toSorted((a, b) => order.indexOf(a.section) - order.indexOf(b.section));
  return new Map(sorted.map(({ setting, value }) => [setting, value]));
}

/** pip separates by white space (`\n` as Python prints it), uv's `find-links` by commas and its other lists by blanks. */
function asList(setting: string, value: string): string {
  const items = value.split(/(?:\s|\\n)+/).filter((item) => item !== "");
  return items.join(setting === "find-links" ? "," : " ");
}
