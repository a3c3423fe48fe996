import { providerOf } from "../domain/deployment.ts";
import type { Deployment } from "../domain/deployment.ts";
import { isDeepStrictEqual } from "node:util";
import { isSecretName } from "../domain/secret.ts";
import type { Json, JsonObject } from "../domain/json.ts";
import { printFlow } from "../render/print-yaml.ts";
import { defaultTemplate, environmentFolder, profileFolder, projectFile } from "../sources/source-paths.ts";
import type { Cell, Takeover, TakenTask } from "./takeover.ts";

/** What the sources say besides what was taken over. */
export interface SourcesDetails {
  readonly litellm: string;
  readonly environment: string;
  readonly template: string;
  /** What the models of a task are for; absent, LiteLLM's `chat`. */
  readonly modes: ReadonlyMap<string, { readonly mode: string; readonly dimensions?: number }>;
  /** Comments of the config, each from `#` on, that go with what they are about. */
  readonly comments: {
    /** By group, then deployment by deployment. */
    readonly deployments: ReadonlyMap<string, readonly (readonly string[])[]>;
    /** By alias. */
    readonly aliases: ReadonlyMap<string, readonly string[]>;
    /** By the name that the fallbacks are for. */
    readonly fallbacks: ReadonlyMap<string, readonly string[]>;
  };
}

/** The files of a project, by path. */
export function printSources(takeover: Takeover, details: SourcesDetails): Map<string, string> {
  const connections = findConnections(takeover);
  const profiles = takeover.profiles.map((profile): [string, string] => [
    `${profileFolder}/${profile}.yaml`,
    printProfile(profile, takeover, { ...details, connections }),
  ]);
  return new Map([
    [projectFile, printProject(takeover, { ...details, connections })],
    ...profiles,
    [`${environmentFolder}/${details.environment}.yaml`, printEnvironment(takeover)],
    [defaultTemplate, details.template],
  ]);
}

interface Details extends SourcesDetails {
  readonly connections: ReadonlyMap<string, JsonObject>;
}

function printProject({ tasks, pattern }: Takeover, { litellm, modes, comments, connections }: Details): string {
  return lines([
    "version: 1",
    `litellm: ${litellm}`,
    ...(pattern === "{task}_{profile}" ? [] : [`group_pattern: ${printFlow(pattern)}`]),
    "",
    "tasks:",
    ...tasks.flatMap(({ name, legacyNames }) => [
      ...[name, ...legacyNames].flatMap((alias) => indented(comments.aliases.get(alias) ?? [], 2)),
      `  ${printFlow(name)}: ${printFlow({
        ...describe(name, comments.deployments),
        ...modes.get(name),
        ...(legacyNames.length > 0 && { legacy_names: legacyNames }),
      })}`,
    ]),
    ...(connections.size === 0 ? [] : ["", "connections:"]),
    ...[...connections].map(([provider, params]) => `  ${printFlow(provider)}: ${printFlow(params)}`),
  ]);
}

/** A template prints the description above a task's groups, as `# name: description`; from there it comes back. */
function describe(
  task: string,
  comments: SourcesDetails["comments"]["deployments"],
): { readonly description?: string } {
  const all = [...comments.values()].flat(2);
  const description =
    all
      .find((comment) => isDescription(comment, task))
      ?.slice(task.length + 3)
      .trim() ?? "";
  return description === "" ? {} : { description };
}

function isDescription(comment: string, task: string): boolean {
  return `${comment} `.startsWith(`# ${task}: `);
}

function printProfile(profile: string, { tasks }: Takeover, { connections, comments }: Details): string {
  return lines([
    "tasks:",
    ...tasks.flatMap(({ name, cells }) => {
      const cell = cells.get(profile);
      if (cell === undefined) return [];
      if (cell.kind === "group") return [`  ${printFlow(name)}: ${printFlow(cell.group)}`];
      const told = comments.deployments.get(cell.group) ?? [];
      return [
        `  ${printFlow(name)}:`,
        ...cell.deployments.flatMap((deployment, index) => [
          ...indented(
            (told[index] ?? []).filter((comment) => !isDescription(comment, name)),
            4,
          ),
          `    - ${printFlow(printDeployment(deployment, connections))}`,
        ]),
      ];
    }),
    ...printFallbacks(profile, tasks, comments.fallbacks),
  ]);
}

function printDeployment({ model, params, weight, info }: Deployment, connections: Details["connections"]): JsonObject {
  const given = connections.get(providerOf(model) ?? "") ?? {};
  const own = Object.fromEntries(Object.entries(params).filter(([key]) => !Object.hasOwn(given, key)));
  return {
    model,
    ...(Object.keys(own).length > 0 && { params: own }),
    ...(weight !== undefined && { weight }),
    ...(Object.keys(info).length > 0 && { info }),
  };
}

function printFallbacks(
  profile: string,
  tasks: readonly TakenTask[],
  comments: SourcesDetails["comments"]["fallbacks"],
): string[] {
  const lists = tasks.map((task) => ({ task, list: task.fallbacks.get(profile) ?? [] }));
  const filled = lists.filter(({ list }) => list.length > 0);
  const [first] = filled;
  if (first === undefined) return [];
  const told = filled.flatMap(({ task }) => {
    const names = task.profile === profile ? [task.name, ...task.legacyNames] : [];
    return [...names, task.cells.get(profile)?.group ?? ""].flatMap((name) => comments.get(name) ?? []);
  });
  const isCommon = lists.every(({ list }) => isDeepStrictEqual(list, first.list));
  const value: Json = isCommon
    ? first.list
    : Object.fromEntries(filled.map(({ task, list }) => [task.name, list] as const));
  return ["", ...told, `fallbacks: ${printFlow(value)}`];
}

function printEnvironment({ active, tasks }: Takeover): string {
  const others = tasks.filter(({ profile }) => profile !== active);
  return lines([
    `active: ${printFlow(active)}`,
    ...(others.length === 0
      ? []
      : [`overrides: ${printFlow(Object.fromEntries(others.map(({ name, profile }) => [name, profile] as const)))}`]),
    "# Once the proxies run the reload module, name them here; a switch is then proven:",
    "# proxies: [{url: os.environ/LITELLM_URL, key: os.environ/LITELLM_MASTER_KEY}]",
  ]);
}

const connectionKey = /^(?:api_base|base_url|api_version|organization|region_name|(?:aws|azure|vertex|watsonx)_.+)$/;

/** By provider what all of its deployments have in common of credentials and addresses. */
function findConnections({ tasks }: Takeover): Map<string, JsonObject> {
  const byProvider = new Map<string, JsonObject>();
  for (const { model, params } of tasks.flatMap(({ cells }) => [...cells.values()].flatMap(deploymentsOf))) {
    const provider = providerOf(model) ?? "";
    const common = byProvider.get(provider) ?? params;
    const kept = Object.entries(common).filter(
      ([key, value]) => (connectionKey.test(key) || isSecretName(key)) && isDeepStrictEqual(params[key], value),
    );
    byProvider.set(provider, Object.fromEntries(kept));
  }
  return new Map(
    [...byProvider].filter(([name, params]) => connectionName.test(name) && Object.keys(params).length > 0),
  );
}

const connectionName = /^[A-Za-z][A-Za-z0-9_-]{0,62}$/;

function deploymentsOf(cell: Cell): readonly Deployment[] {
  return cell.kind === "deployments" ? cell.deployments : [];
}

function indented(comments: readonly string[], column: number): string[] {
  return comments.map((comment) => " ".repeat(column) + comment);
}

function lines(all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}
