import {
  array,
  constantFrom,
  dictionary,
  integer,
  jsonValue,
  oneof,
  string,
  tuple,
  uint8Array,
  type Arbitrary,
} from "fast-check";
import { decodeText } from "../../src/adapters/files/decode-text.ts";
import { caseNames, readCase } from "../truth/labels.ts";

const cases = caseNames().map(readCase);

/** What makes YAML go wrong. */
const sharp =
  ": |\n|- |  - |'|\"|[|]|{|}|&a |*a|<<: *a|!!str |!!binary |!x |? |%YAML 1.1\n|---\n|...\n|\t|\r|\r\n|#|@|`|\0|\u0085|\u2028|\uFEFF|\uD800|\uDCE9|😀|on|~|012|1:30|.inf|=|2024-01-01|,|\\|  ";
const scraps = [...sharp.split("|"), "|", "|2-", ">"];

const bytes = oneof(
  uint8Array({ maxLength: 200 }),
  mutatedCase().map((text) => Buffer.from(text, "utf16le")),
).map((array_) => decodeText(Buffer.from(array_)));

/** A case with a stretch of it replaced, repeated or dropped, up to eight times. */
function mutatedCase(): Arbitrary<string> {
  const scrap = oneof(
    constantFrom(...scraps),
    constantFrom(...cases).map((text) => text.slice(0, 80)),
  );
  const change = tuple(integer({ min: 0, max: 1e6 }), integer({ min: 0, max: 12 }), scrap);
  return tuple(constantFrom(...cases), array(change, { maxLength: 8 })).map(([text, changes]) =>
    changes.reduce((now, [at, length, by]) => {
      const start = at % (now.length + 1);
      return now.slice(0, start) + by + now.slice(start + length);
    }, text),
  );
}

const yaml = array(oneof({ weight: 3, arbitrary: constantFrom(...scraps) }, string({ maxLength: 6 })), {
  maxLength: 40,
}).map((parts) => parts.join(""));

const keys = constantFrom(
  ..."model_list|router_settings|general_settings|litellm_settings|environment_variables|guardrails|credential_list|include|model_group_alias|fallbacks|context_window_fallbacks|default_fallbacks|routing_groups|routing_strategy|retry_policy|master_key|model_name|litellm_params|model_info|model|api_key|weight|order|tags|id|hidden|apiVersion|proxy_config|data|__proto__|constructor".split(
    "|",
  ),
);

/** Configs, and wrappers of them, with anything anywhere. */
const config = dictionary(
  keys,
  oneof(
    jsonValue({ maxDepth: 2 }),
    array(dictionary(keys, oneof(jsonValue({ maxDepth: 2 }), dictionary(keys, jsonValue({ maxDepth: 1 }))))),
    dictionary(keys, jsonValue({ maxDepth: 3 })),
    mutatedCase(),
  ),
).map((value) => JSON.stringify(value, null, 1));

/** Anything that a file may hold, from noise to what is nearly a config. */
export const anyText: Arbitrary<string> = oneof(bytes, yaml, config, { weight: 3, arbitrary: mutatedCase() });
