import { isJsonArray, isJsonObject, type Json } from "../../domain/json.ts";
import { nearestName } from "../../sources/nearest-name.ts";
import { wrapInList } from "../fixes/replace-value.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { describedCallbacks } from "./described-callbacks.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

const aborts = executed("LiteLLM aborts at start");

export const unknownLogger: Rule<ConfigSubject> = {
  code: "unknown-logger",
  severity: "warning",
  summary: "What is told of successes and failures is a list of loggers that LiteLLM has",
  *check(subject) {
    for (const key of ["success_callback", "failure_callback"]) {
      const written = sectionOf(subject.config, "litellm_settings")[key];
      if (written === undefined) continue;
      yield* isJsonArray(written) ? wrongItems(subject, key, written) : noList(subject, key, written);
    }
  },
};

function* noList({ placeOf, spotOf }: ConfigSubject, key: string, written: Json): Iterable<RuleFinding> {
  const place = placeOf(["litellm_settings", key]);
  if (typeof written === "string") {
    if (written.startsWith("os.environ/")) return;
    const isModule = written.includes(".");
    const effect = isModule ? aborts : executed("LiteLLM reads it letter by letter, and tells nobody");
    yield {
      place,
      message: `\`${key}\` is a text, not a list; ${effect}`,
      hint: `Write \`[${written}]\``,
      fix: wrapInList(spotOf(["litellm_settings", key])),
      ...(isModule && { severity: "error" as const }),
    };
  } else {
    const isIgnored = isJsonObject(written);
    const effect = isIgnored ? executed("LiteLLM reads its keys alone") : aborts;
    const severity = isIgnored ? "warning" : "error";
    yield { place, message: `\`${key}\` is no list; ${effect}`, hint: "Write a list of names", severity };
  }
}

function* wrongItems(subject: ConfigSubject, key: string, written: readonly Json[]): Iterable<RuleFinding> {
  for (const [index, logger] of written.entries()) {
    const place = subject.placeOf(["litellm_settings", key, index]);
    if (typeof logger !== "string") {
      const isIgnored = logger !== null && typeof logger === "object";
      const message = `An item of \`${key}\` is no text; ${isIgnored ? executed("LiteLLM says nothing") : aborts}`;
      yield { place, message, hint: "Name a logger", ...(!isIgnored && { severity: "error" as const }) };
      continue;
    }
    if (isKnown(subject, logger)) continue;
    if (logger.startsWith("os.environ/")) {
      yield {
        place,
        message: `LiteLLM reads no variable in a list; ${aborts}`,
        hint: "Name a logger",
        severity: "error",
      };
      continue;
    }
    const nearest = nearestName(logger, subject.keys.logging_callbacks);
    yield {
      place,
      message: `LiteLLM has no logger \`${logger}\`; ${executed("it says nothing, and tells nobody")}`,
      hint: nearest === undefined ? "Name one of LiteLLM's, or `module.instance`" : `Did you mean \`${nearest}\`?`,
    };
  }
}

/** One that LiteLLM has, one of the user's own, or one that the config describes. */
function isKnown({ config, keys }: ConfigSubject, name: string): boolean {
  return (
    (name.includes(".") && !name.startsWith("os.environ/")) ||
    keys.logging_callbacks.includes(name) ||
    describedCallbacks(config).includes(name)
  );
}
