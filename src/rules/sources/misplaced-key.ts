import type { JsonObject } from "../../domain/json.ts";
import type { Path } from "../../sources/path-text.ts";
import { projectFile } from "../../sources/source-paths.ts";
import type { Rule } from "../rule.ts";
import { deploymentsOf, placeIn } from "./subject.ts";
import type { SourcesSubject } from "./subject.ts";

/** Keys that LiteLLM knows, but that mean nothing, or harm, where they stand; and where they belong. */
const belongings: Readonly<Record<"params" | "info" | "connection", Readonly<Record<string, string>>>> = {
  params: {
    model: "Write it as `model`, beside `params`",
    weight: "Write it as `weight`, beside `params`",
    model_name: "Remove it: the group is called after task and profile",
    model_info: "Write it as `info`, beside `params`",
    litellm_params: "Write its keys directly into `params`",
  },
  info: {
    id: "Remove it: the id is made from the deployment's content",
    weight: "Write it as `weight`, beside `info`: LiteLLM does not read it here",
    model: "Write it as `base_model`, or as `model` beside `info`",
    model_info: "Write its keys directly into `info`",
  },
  connection: {
    model: "Write it in the deployment: a connection holds what several share",
    weight: "Write it in the deployment: a connection holds what several share",
    litellm_params: "Write its keys directly into the connection",
  },
};

export const misplacedKey: Rule<SourcesSubject> = {
  code: "misplaced-key",
  severity: "error",
  summary: "Parameters stand where LiteLLM reads them",
  *check(subject) {
    for (const [name, params] of subject.project.connections) {
      yield* misplaced("connection", params, { file: projectFile, path: ["connections", name] });
    }
    for (const { profile, deployment, path } of deploymentsOf(subject.project)) {
      yield* misplaced("params", deployment.params, { file: profile.file, path: [...path, "params"] });
      yield* misplaced("info", deployment.info, { file: profile.file, path: [...path, "info"] });
    }

    function* misplaced(kind: keyof typeof belongings, values: JsonObject, at: { file: string; path: Path }) {
      for (const key of Object.keys(values)) {
        const hint = Object.hasOwn(belongings[kind], key) ? belongings[kind][key] : undefined;
        if (hint === undefined) continue;
        const place = placeIn(subject, at.file, [...at.path, key], "key");
        yield { place, message: `\`${key}\` does not belong in \`${String(at.path.at(-1))}\``, hint };
      }
    }
  },
};
