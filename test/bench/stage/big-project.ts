import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Bench } from "../bench.ts";
import { copySources } from "./bench-project.ts";

const profiles = ["one", "two", "three", "four", "five"];
const models = ["openai/gpt-4o", "openai/gpt-4.1", "gemini/gemini-2.5-flash", "anthropic/claude-sonnet-4-6"];

/** This repository's project with other sources: five profiles, and as many tasks as make so many groups. */
export async function writeBigProject(bench: Bench, folder: string, groups: number): Promise<void> {
  await copySources(bench.root, folder);
  await rm(join(folder, "profiles"), { recursive: true });
  await rm(join(folder, "litellm_config.yaml"));
  await mkdir(join(folder, "profiles"));
  const tasks = Array.from({ length: groups / profiles.length }, (_, number) => `task_${number}`);
  await writeFile(join(folder, "litellm-profiles.yaml"), printProject(tasks));
  await writeFile(join(folder, "environments/default.yaml"), "active: one\n");
  await Promise.all(
    profiles.map((name, index) => writeFile(join(folder, `profiles/${name}.yaml`), printProfile(name, tasks, index))),
  );
}

function printProject(tasks: readonly string[]): string {
  const lines = tasks.map((task) => `  ${task}: {description: Do the work of ${task}, requires: [response_schema]}`);
  return `version: 1
litellm: 1.106.2
tasks:
${lines.join("\n")}
connections:
  openai: {api_key: os.environ/OPENAI_API_KEY}
  anthropic: {api_key: os.environ/ANTHROPIC_API_KEY}
  gemini: {api_key: os.environ/GEMINI_API_KEY}
template: templates/litellm_config.yaml.hbs
`;
}

function printProfile(name: string, tasks: readonly string[], shift: number): string {
  const fallback = profiles[(shift + 1) % profiles.length];
  const lines = tasks.map((task, index) => `  ${task}: [{model: ${modelAt(index + shift)}, params: {temperature: 0}}]`);
  return `description: Profile ${name}\ntasks:\n${lines.join("\n")}\nfallbacks: [${fallback}]\n`;
}

/** A sound config as people write it: groups of four deployments, aliases, fallbacks. */
export function printBigConfig(deployments: number): string {
  const groups = Array.from({ length: deployments / models.length }, (_, number) => `group-${number}`);
  const entries = groups.flatMap((group, index) => models.map((_, member) => printEntry(group, index + member)));
  const aliases = groups.map((group) => `    alias-of-${group}: ${group}`);
  const fallbacks = groups.flatMap((group) => [group, `alias-of-${group}`].map((name) => `    - ${name}: [spare]`));
  return `model_list:
${entries.join("")}${printEntry("spare", 0)}router_settings:
  routing_strategy: simple-shuffle
  max_fallbacks: 1
  model_group_alias:
${aliases.join("\n")}
  fallbacks:
${fallbacks.join("\n")}
litellm_settings:
  drop_params: true
general_settings:
  master_key: os.environ/LITELLM_MASTER_KEY
`;
}

function printEntry(group: string, number: number): string {
  const model = modelAt(number);
  const id = `${group}-${number % models.length}`;
  return `  - model_name: ${group}
    litellm_params:
      model: ${model}
      api_key: os.environ/${model.split("/")[0]?.toUpperCase()}_API_KEY
      temperature: 0.${number % 10}
      timeout: 30
    model_info:
      id: ${id}
`;
}

function modelAt(number: number): string {
  return models[number % models.length] ?? "openai/gpt-4o";
}
