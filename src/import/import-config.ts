import { hasErrors } from "../domain/finding.ts";
import type { Finding } from "../domain/finding.ts";
import { compareConfigs } from "../litellm/compare-configs.ts";
import type { ConfigDifference } from "../domain/config-difference.ts";
import type { ReplacedSecret } from "../domain/import-result.ts";
import type { FoundConfig } from "../litellm/find-configs.ts";
import type { ModelMap } from "../litellm/model-map.ts";
import { readMeaning } from "../litellm/read-meaning.ts";
import { renderEnvironment } from "../render/render-environment.ts";
import { loadProject } from "../sources/load-project.ts";
import { commentsOf, takenOut } from "./taken-out.ts";
import { readParts } from "./config-parts.ts";
import { findModes } from "./find-modes.ts";
import { leftSecrets } from "./left-secrets.ts";
import { makeTemplate } from "./make-template.ts";
import { outline } from "./outline.ts";
import { ownText } from "./own-text.ts";
import { printSources } from "./print-sources.ts";
import { propose } from "./propose.ts";
import type { ProposalRequest } from "./propose.ts";
import { quietDeadKeys } from "./quiet-dead-keys.ts";
import { readCell } from "./read-cell.ts";
import { replaceSecrets } from "./replace-secrets.ts";
import { settleTakeover } from "./settle-takeover.ts";
import type { Takeover } from "./takeover.ts";
import { withLayout } from "./with-layout.ts";

export interface ImportRequest extends ProposalRequest {
  /** Name of the environment that the config is of. */
  readonly environment: string;
  /** LiteLLM release that reads the config. */
  readonly litellm: string;
}

/** What an import makes of a config. */
export interface Imported {
  /** The sources by path; empty where a finding is an error. */
  readonly files: ReadonlyMap<string, string>;
  /** Undefined where a finding is an error. */
  readonly takeover: Takeover | undefined;
  /** What the rendered config would say otherwise than the imported one, but for what the request asks for. */
  readonly differences: readonly ConfigDifference[];
  /** Secrets that became references. */
  readonly secrets: readonly ReplacedSecret[];
  /** Names of the config's aliases. */
  readonly aliases: readonly string[];
  /** Keys that became comments, as LiteLLM never read them. */
  readonly deadKeys: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * Makes sources of a config, renders them, and compares. Throws `nothing-to-import` where no alias and no groups could
 * be tasks, or the request names what is not there.
 */
export function importConfig(found: FoundConfig, request: ImportRequest, models: ModelMap): Imported {
  if (found.error !== undefined) return refuse([unreadable(found)]);
  const { text: safe, replaced } = replaceSecrets(ownText(found.text()));
  const { text, keys } = quietDeadKeys(safe);
  const left = leftSecrets(text, found);
  if (left.length > 0) return refuse(left);

  const read = readParts(text);
  const lines = outline(text, read.chainSection);
  if ("unfit" in lines) return refuse([unfit(lines.unfit, found)]);
  const parts = withLayout(read, lines);
  const takeover = settleTakeover(propose(parts, request), parts, (group) =>
    readCell(group, parts.groups.get(group) ?? [], request.litellm),
  );

  const taken = takenOut(takeover, parts, lines);
  const files = printSources(takeover, {
    litellm: request.litellm,
    environment: request.environment,
    template: makeTemplate(lines, taken),
    modes: findModes(takeover, parts, models),
    comments: commentsOf(taken, parts, lines),
  });
  return {
    ...compare(files, text, request),
    takeover,
    secrets: replaced,
    deadKeys: keys,
    aliases: [...read.aliases.keys()],
  };
}

function refuse(findings: readonly Finding[]): Imported {
  return { files: new Map(), takeover: undefined, differences: [], secrets: [], deadKeys: [], aliases: [], findings };
}

function unreadable(found: FoundConfig): Finding {
  const { message = "", line = 1, column = 1 } = found.error ?? {};
  const place = { line, column, endLine: line, endColumn: column };
  return { code: "unreadable-config", severity: "error", message, ...found.placeOf([]), ...place };
}

function unfit(path: readonly string[], { placeOf }: FoundConfig): Finding {
  return {
    code: "not-importable",
    severity: "error",
    message: `\`${path.join(".")}\` is not written as a collection of its own, so the tool cannot print a part of it`,
    hint: "Write out what an anchor brings there; remove what is no mapping or list",
    ...placeOf(path),
  };
}

/** Renders the sources as `render` will, and reads both configs as LiteLLM does. */
function compare(
  files: ReadonlyMap<string, string>,
  text: string,
  { environment, assigned }: ImportRequest,
): Pick<Imported, "files" | "differences" | "findings"> {
  const { project, findings } = loadProject(files);
  const target = project?.environments.find(({ name }) => name === environment);
  if (project === undefined || target === undefined) return { files: new Map(), differences: [], findings };
  const answer = renderEnvironment(project, target);
  const all = [...findings, ...answer.findings];
  const [before, after] = [readMeaning(text), readMeaning(answer.rendered?.text ?? "")];
  if (before === undefined || after === undefined || hasErrors(all))
    return { files: new Map(), differences: [], findings: all };
  const asked = new Set(assigned.map(({ task }) => `router_settings.model_group_alias.${task}`));
  const differences = compareConfigs(before, after).filter(({ kind, path }) => kind !== "added" || !asked.has(path));
  return { files, differences, findings: all };
}
