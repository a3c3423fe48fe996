import type { Command } from "commander";
import { configSchema } from "../../litellm/config-schema.ts";
import { readConfigKeys } from "../../litellm/config-keys.ts";
import { releasesWithFacts } from "../../litellm/release-facts.ts";
import { addExamples } from "../options.ts";
import type { Output, Run } from "../output.ts";
import { readRelease } from "../read-release.ts";

export function define(command: Command, run: Run): void {
  command
    .description(
      `Print a JSON Schema of litellm_config.yaml for an editor: it completes what the release reads, and marks what it aborts at.

Name it in the config's first line:
  # yaml-language-server: $schema=./litellm_config.schema.json`,
    )
    .option("--litellm <version>", "the LiteLLM release that reads the config; else the newest one known", readRelease)
    .action(({ litellm }: { litellm?: string }) => run("text", () => Promise.resolve(printSchema(litellm))));
  addExamples(command, [["schema --litellm 1.106.2 > litellm_config.schema.json", "beside the config"]]);
}

function printSchema(litellm = releasesWithFacts().at(-1) ?? ""): Output {
  const keys = readConfigKeys(litellm);
  const remark =
    keys.release === litellm ? "" : `LiteLLM ${litellm} is not known here: this is the schema of ${keys.release}\n`;
  return { stdout: `${JSON.stringify(configSchema(keys), null, 2)}\n`, stderr: remark, exitCode: 0 };
}
