import type { RenderedDeployment } from "../domain/deployment.ts";
import type { Finding } from "../domain/finding.ts";
import { profilesIn } from "../domain/project.ts";
import type { Environment, Project } from "../domain/project.ts";
import type { Routing } from "../domain/routing.ts";
import { must } from "../domain/must.ts";
import { endMark, headerMark } from "../litellm/is-truncated.ts";
import { checkRendered } from "./check-rendered.ts";
import type { Meant, Mistake } from "./check-rendered.ts";
import { fillTemplate } from "./fill-template.ts";
import { readTemplate } from "./read-template.ts";
import { readConfig } from "../litellm/read-config.ts";
import { avoidProviders, findDeadGroups } from "./avoid-providers.ts";
import { renderGroups, type RenderedGroup } from "./render-deployments.ts";
import { renderRouting, type RenderedRouting } from "./render-routing.ts";
import { makeView, type View } from "./view.ts";

/** One environment's config. */
export interface Rendered {
  readonly text: string;
  /** As LiteLLM takes it from the text, entries by hand included. */
  readonly routing: Routing;
  /** Those that the tool printed, in the order of the tasks; entries by hand are not among them. */
  readonly deployments: readonly RenderedDeployment[];
}

export interface RenderAnswer {
  /** Undefined where a finding says why. */
  readonly rendered: Rendered | undefined;
  readonly findings: Finding[];
}

/** Paths are fixed and there is no clock and no version, so that parallel changes do not collide here. */
const header = `${headerMark} from profiles/, environments/ and templates/: do not edit.
# Change those files, then run: npx litellm-profiles render
`;

/**
 * Renders the config of one environment: the same sources give the same bytes on any machine. The text is read back
 * as LiteLLM reads it; a template that drops or changes what the tool owns is a finding.
 */
export function renderEnvironment(project: Project, environment: Environment): RenderAnswer {
  const here = { ...project, profiles: profilesIn(project, environment) };
  const missing = missingProfiles(here, environment);
  if (missing.length > 0) return refuse(missing);
  const template = readTemplate(project.template);
  if (!("program" in template)) return refuse(template);

  const fill = (view: View) => `${header}${endLine(fillTemplate(template, view))}${endMark}\n`;
  const { groups, routing } = renderParts(here, environment, fill);
  const view = makeView(here, groups, routing);
  const text = fill(view);

  const names = project.tasks.flatMap((task) => [task.name, ...task.legacyNames]);
  const meant: Meant = { ...routing, groups, names };
  const checked = checkRendered(text, meant);
  if (checked.routing === undefined || checked.mistakes.length > 0) {
    return refuse(checked.mistakes.map((mistake) => toFinding(mistake, project.template, text)));
  }
  return { rendered: { text, routing: checked.routing, deployments: view.deployments }, findings: [] };
}

interface RenderedParts {
  readonly groups: readonly RenderedGroup[];
  readonly routing: RenderedRouting;
}

/** Which groups by hand are dead only shows in a config: the template is filled twice where a provider is avoided. */
function renderParts(project: Project, environment: Environment, fill: (view: View) => string): RenderedParts {
  const all = renderGroups(project);
  const routing = renderRouting(project, environment, all);
  if (environment.avoid.size === 0) return { groups: all, routing };
  const providers = new Set(environment.avoid.keys());
  const { config = {} } = readConfig(fill(makeView(project, all, routing)));
  const { groups, dead } = avoidProviders(all, providers);
  const generated = new Set(all.map(({ name }) => name));
  const byHand = [...findDeadGroups(config, providers)].filter((name) => !generated.has(name));
  return { groups, routing: renderRouting(project, environment, groups, new Set([...dead, ...byHand])) };
}

function refuse(findings: readonly Finding[]): RenderAnswer {
  return { rendered: undefined, findings: [...findings] };
}

function endLine(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

/** The profiles that the environment puts in force and that are not rendered in it. */
function missingProfiles({ profiles }: Project, { file, active, overrides }: Environment): Finding[] {
  const names = new Set([active, ...overrides.values()]);
  return [...names]
    .filter((name) => profiles.every((profile) => profile.name !== name))
    .map((name) => ({
      code: "unknown-profile",
      severity: "error",
      message: `Profile \`${name}\` is in force and does not exist here`,
      ...wholeLine(file, 1),
    }));
}

function toFinding({ line, ...mistake }: Mistake, { path, text: source }: Project["template"], text: string): Finding {
  const place = wholeLine(path, line === undefined ? 1 : templateLine(source, text, line));
  const written = line === undefined ? "" : must(text.split("\n")[line - 1], "The line of a mistake").trim();
  const hint = written === "" ? mistake.hint : `${mistake.hint} (in \`${written}\`)`;
  return { ...mistake, severity: "error", hint, ...place };
}

/** The line of the template that was passed through at, or nearest above, a line of the text. */
function templateLine(source: string, text: string, line: number): number {
  const written = source.split(/\r?\n/);
  const passed = text
    .split("\n")
    .slice(0, line)
    .findLast((each) => each.trim() !== "" && written.includes(each));
  return passed === undefined ? 1 : written.indexOf(passed) + 1;
}

function wholeLine(file: string, line: number): Pick<Finding, "file" | "line" | "column" | "endLine" | "endColumn"> {
  return { file, line, column: 1, endLine: line, endColumn: 1 };
}
