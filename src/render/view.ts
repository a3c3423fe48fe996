import type { RenderedDeployment } from "../domain/deployment.ts";
import type { Project } from "../domain/project.ts";
import type { RenderedGroup } from "./render-deployments.ts";
import type { RenderedRouting } from "./render-routing.ts";

/** What a template may name. Only `aliases` and `fallbacks` depend on the active profile. */
export interface View extends RenderedRouting {
  readonly tasks: readonly {
    readonly name: string;
    readonly description: string;
    readonly groups: readonly Pick<RenderedGroup, "name" | "profile" | "deployments">[];
  }[];
  /** Of all groups. */
  readonly deployments: readonly RenderedDeployment[];
}

export function makeView(project: Project, groups: readonly RenderedGroup[], routing: RenderedRouting): View {
  const byTask = new Map<string, RenderedGroup[]>();
  for (const group of groups) byTask.set(group.task, [...(byTask.get(group.task) ?? []), group]);
  return {
    tasks: project.tasks.map(({ name, description }) => ({ name, description, groups: byTask.get(name) ?? [] })),
    deployments: groups.flatMap(({ deployments }) => deployments),
    ...routing,
  };
}

/** What a name of the view stands for: `text` is printed in a line, `entries` also as lines of their own. */
export interface ViewName {
  readonly prints?: "text" | "entries";
  /** The names within `{{#each}}` over it. */
  readonly each?: ViewScope;
}

export type ViewScope = ReadonlyMap<string, ViewName>;

const entry: ViewScope = new Map([["this", { prints: "entries" }]]);

const group: ViewScope = new Map<string, ViewName>([
  ["name", { prints: "text" }],
  ["profile", { prints: "text" }],
  ["deployments", { prints: "entries", each: entry }],
]);

const task: ViewScope = new Map<string, ViewName>([
  ["name", { prints: "text" }],
  ["description", { prints: "text" }],
  ["groups", { each: group }],
]);

/** The names at the top of a template. */
export const viewScope: ViewScope = new Map<string, ViewName>([
  ["tasks", { each: task }],
  ["deployments", { prints: "entries", each: entry }],
  ["aliases", { prints: "entries" }],
  ["fallbacks", { prints: "entries", each: entry }],
]);
