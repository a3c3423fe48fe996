import { isJsonArray } from "../../domain/json.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import type { ConfigSubject } from "./subject.ts";

export const includeShape: Rule<ConfigSubject> = {
  code: "include-shape",
  severity: "error",
  summary: "`include` is a list of paths",
  *check({ config, placeOf }) {
    const include = config["include"];
    if (include === undefined || isJsonArray(include)) return;
    const message = `\`include\` is no list; ${executed("LiteLLM aborts at start")}`;
    yield { place: placeOf(["include"]), message, hint: "Write `include: [file.yaml]`, or remove the key" };
  },
};
