import type { JsonObject } from "../../domain/json.ts";
import type { ReadFiles } from "../../domain/source-files.ts";
import { validateName } from "../../generated/validators.mjs";
import { openModelMap } from "../../litellm/model-map.ts";
import { releasesWithFacts } from "../../litellm/release-facts.ts";
import { findProfileFile } from "../../operations/find-profile-file.ts";
import { readingAt } from "../../operations/load-head.ts";
import { validateConfigs } from "../../operations/validate-configs.ts";
import { validateProject } from "../../operations/validate-project.ts";
import type { Store } from "../../ports/store.ts";
import { nameFinding } from "../../sources/read-written.ts";
import { profileFolder } from "../../sources/source-paths.ts";
import { answerValidation } from "../answer-validation.ts";
import type { ValidateAnswer } from "../answers.ts";
import type { GivenConfig, GivenProfile, ValidateBody } from "../requests.ts";
import { headProblems, type Route } from "../route.ts";

export const validateGivenRoute: Route<unknown, unknown, ValidateBody> = {
  method: "POST",
  path: "/validate",
  role: "viewer",
  perMinute: 60,
  summary: "Check a profile as it would be, or any LiteLLM config; nothing is written",
  takes: { body: "ValidateBody" },
  answers: { 200: { schema: "ValidateAnswer", says: "What was found; errors are an answer, too" } },
  problems: ["unknown-profile", ...headProblems],
  async answer({ world: { store } }, { body }) {
    return { status: 200, body: "config" in body ? await checkConfig(body) : await checkProfile(store, body) };
  },
};

/** Files that the config includes are not looked for: they would be the server's. */
async function checkConfig({ config, litellm }: GivenConfig): Promise<ValidateAnswer> {
  const release = litellm ?? releasesWithFacts().at(-1) ?? "";
  const files = new Map([["config.yaml", textOf(config)]]);
  return answerValidation(await validateConfigs(files, async () => new Map(), openModelMap(release), { release }));
}

async function checkProfile(store: Store, { profile, source }: GivenProfile): Promise<ValidateAnswer> {
  const read = readingAt(store, (await store.head()).commit);
  if (source === undefined)
    return answerValidation(await validateProject(read, openModelMap), await findProfileFile(read, profile));
  const path = `${profileFolder}/${profile}.yaml`;
  const text = textOf(source);
  if (!validateName(profile)) {
    return answerValidation({ findings: [nameFinding(profile, path)], files: new Map([[path, text]]) }, path);
  }
  return answerValidation(await validateProject(withFile(read, path, text), openModelMap), path);
}

/** JSON is YAML. */
function textOf(given: string | JsonObject): string {
  return typeof given === "string" ? given : `${JSON.stringify(given, null, 2)}\n`;
}

/** Reads as if one file were another one. */
function withFile(read: ReadFiles, path: string, text: string): ReadFiles {
  return async (paths) => {
    const files = await read(paths);
    const isAsked = paths.some((asked) => path === asked || path.startsWith(`${asked}/`));
    return isAsked ? new Map([...files, [path, text]]) : files;
  };
}
