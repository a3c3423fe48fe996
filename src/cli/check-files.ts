import { composeNamedFiles, composeWorkTree } from "../compose.ts";
import type { SourceFiles } from "../domain/source-files.ts";
import { mentionsConfig } from "../litellm/find-configs.ts";
import { openModelMap } from "../litellm/model-map.ts";
import { releasesWithFacts } from "../litellm/release-facts.ts";
import type { Validation } from "../operations/validate-project.ts";
import { printable } from "../report/printable.ts";
import { readExternalGroups } from "./read-external-groups.ts";
import { readVariables } from "./read-variables.ts";

/** Options that say how files are read. */
export interface CheckOptions {
  /** Paths. Node 20 takes an option `--env-file` for its own, too, and ends where there is no such file. */
  readonly variables?: readonly string[];
  readonly litellm?: string;
  /** Names, a file of names, or `true` for any. */
  readonly externalGroups?: string | true;
  /** Day, ISO 8601. */
  readonly asOf?: string;
  readonly stdinFilename: string;
}

/** What was checked, and remarks about it for people. */
export interface Checked extends Validation {
  readonly remarks: readonly string[];
}

/** Files that a user named, and how they are checked, also when their texts have changed. */
export interface NamedFiles {
  readonly files: SourceFiles;
  readonly check: (files: SourceFiles, release?: string) => Promise<Checked>;
}

/** The project here. */
export async function checkProject({ litellm, ...options }: CheckOptions): Promise<Checked> {
  const { validateProject } = await import("../operations/validate-project.ts");
  const open = (release: string) => openModelMap(litellm ?? release);
  const validation = await validateProject(composeWorkTree().readWorkTree, open, await readSettings(options));
  return { ...validation, remarks: litellm === undefined ? [] : releaseRemarks(litellm, open(litellm).release) };
}

/** Throws `no-such-file`, `file-unreadable` and `no-config`. */
export async function openFiles(names: readonly string[], options: CheckOptions): Promise<NamedFiles> {
  const { validateConfigs } = await import("../operations/validate-configs.ts");
  const place = { standardInputName: options.stdinFilename, isWanted: mentionsConfig };
  const { files, readIncluded } = await composeNamedFiles(names, place);
  const settings = await readSettings(options);
  const newest = options.litellm ?? releasesWithFacts().at(-1) ?? "";
  return {
    files,
    async check(texts, release = newest) {
      const models = openModelMap(release);
      const { withoutConfig, ...validation } = await validateConfigs(texts, readIncluded, models, {
        release,
        ...settings,
      });
      const empty = withoutConfig.map((file) => printable(`\`${file}\` holds no LiteLLM config`));
      return { ...validation, remarks: [...releaseRemarks(release, models.release), ...empty] };
    },
  };
}

async function readSettings({ asOf, externalGroups, variables }: Omit<CheckOptions, "litellm">) {
  return {
    ...(await readVariables(variables)),
    ...(await readExternalGroups(externalGroups)),
    ...(asOf !== undefined && { asOf }),
  };
}

function releaseRemarks(asked: string, known: string): string[] {
  return asked === known ? [] : [`LiteLLM ${asked} is not known here: judged by what ${known} does`];
}
