import { Failure } from "../../domain/failure.ts";
import { readConfig } from "../../litellm/read-config.ts";
import { maskSecrets } from "../../domain/secret.ts";
import { sha256 } from "../../domain/sha256.ts";
import { requireOutput } from "../../operations/require-output.ts";
import { loadHead } from "../../operations/load-head.ts";
import type { ConfigAnswer } from "../answers.ts";
import { maskConfig } from "../mask-config.ts";
import { prefersYaml } from "../prefers-yaml.ts";
import type { EnvironmentQuery } from "../requests.ts";
import { headProblems, type Answer, type Route } from "../route.ts";

const yamlType = "application/yaml";
const taggedBy = { ETag: "Names these bytes, for `If-None-Match`." };

export const configRoute: Route<unknown, EnvironmentQuery> = {
  method: "GET",
  path: "/config",
  role: "viewer",
  summary: "Show an environment's rendered config, as it is in git; secrets are overwritten",
  description: "As JSON, or as the YAML that it is where `Accept` prefers `application/yaml`.",
  takes: { query: "EnvironmentQuery" },
  answers: {
    200: {
      schema: "ConfigAnswer",
      says: "The config, and the digest of its bytes",
      also: [yamlType],
      headers: taggedBy,
    },
    304: { says: "It is still the one that `If-None-Match` names", headers: taggedBy },
  },
  problems: [...headProblems, "not-deliverable", "no-config"],
  async answer({ world, atHead }, { query: { environment = "default" }, headers }) {
    const printed = await atHead(["config", environment], async () => {
      const state = await loadHead(world.store, environment);
      return JSON.stringify(
        readOutput(requireOutput(state), {
          environment,
          commit: state.head.commit,
          path: state.environment.output,
        }),
      );
    });
    const { json, yaml, digest }: Printed = JSON.parse(printed);
    return negotiate({ json, yaml, digest }, headers);
  },
};

/** Both forms of a config. */
interface Printed {
  readonly json: string;
  readonly yaml: string;
  readonly digest: string;
}

function readOutput(text: string, place: Pick<ConfigAnswer, "environment" | "commit" | "path">): Printed {
  const { config, error } = readConfig(text, place.path);
  if (config === undefined) throw unreadable(place.path, error);
  const digest = sha256(text);
  const answer: ConfigAnswer = { version: 1, ...place, configuration: maskConfig(config), digest };
  return { json: JSON.stringify(answer), yaml: maskSecrets(text), digest };
}

function unreadable(path: string, { line, message }: { readonly line: number; readonly message: string }): Failure {
  return new Failure(
    "no-config",
    `\`${path}\` cannot be read: line ${line}: ${message}`,
    "Run `litellm-profiles render` and commit the result",
  );
}

function negotiate({ json, yaml, digest }: Printed, headers: Parameters<typeof prefersYaml>[0]): Answer {
  const isYaml = prefersYaml(headers);
  const etag = `"${digest}${isYaml ? "-yaml" : ""}"`;
  const about = { etag, vary: "accept" };
  if (isNamed(headers["if-none-match"], etag)) return { status: 304, body: "", headers: about };
  if (!isYaml) return { status: 200, body: json, headers: about };
  return { status: 200, body: yaml, headers: { ...about, "content-type": `${yamlType}; charset=utf-8` } };
}

function isNamed(header: string | readonly string[] | undefined, etag: string): boolean {
  if (typeof header !== "string") return false;
  return header.split(",").some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === etag);
}
