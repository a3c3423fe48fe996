/** A provider that the stand-in can answer for, and the variables of LiteLLM that lead there. */
interface Provider {
  readonly name: string;
  readonly key: string;
  readonly bases: readonly string[];
  /** What LiteLLM expects behind the server's address. */
  readonly path: string;
}

const providers: readonly Provider[] = [
  { name: "openai", key: "OPENAI_API_KEY", bases: ["OPENAI_BASE_URL", "OPENAI_API_BASE"], path: "/v1" },
  { name: "anthropic", key: "ANTHROPIC_API_KEY", bases: ["ANTHROPIC_API_BASE", "ANTHROPIC_BASE_URL"], path: "" },
  { name: "gemini", key: "GEMINI_API_KEY", bases: ["GEMINI_API_BASE"], path: "" },
];

/** Who answers, and what LiteLLM's process must be told for it. */
export interface ProviderChoice {
  /** Providers whose key is set: the real ones answer. */
  readonly real: readonly string[];
  readonly standIns: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** Provider by provider: with a key the real one answers, without one the stand-in at `url`. */
export function chooseProviders(env: NodeJS.ProcessEnv, url: string): ProviderChoice {
  const [real, standIns] = [providers.filter(({ key }) => env[key]), providers.filter(({ key }) => !env[key])];
  const variables = standIns.flatMap(({ key, bases, path }) => [
    [key, "stand-in"],
    ...bases.map((base) => [base, `${url}${path}`]),
  ]);
  return {
    real: real.map(({ name }) => name),
    standIns: standIns.map(({ name }) => name),
    variables: Object.fromEntries(variables),
  };
}
