import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isJsonObject, type Json } from "../../src/domain/json.ts";
import { compareRouting } from "../../src/domain/routing.ts";
import { compareConfigs } from "../../src/litellm/compare-configs.ts";

const name = fc.constantFrom("a", "b", "c", "__proto__", "");
const routing = fc.record({
  aliases: fc.dictionary(name, name),
  fallbacks: fc.array(fc.dictionary(name, fc.array(name))),
  ids: fc.array(name),
});
const config = fc.record(
  {
    model_list: fc.array(
      fc.record({ model_name: name, litellm_params: fc.dictionary(name, fc.jsonValue()), model_info: fc.object() }),
    ),
    router_settings: fc.dictionary(fc.constantFrom("model_group_alias", "fallbacks", "other"), fc.jsonValue()),
    litellm_settings: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

test("a routing does not differ from itself", () => {
  fc.assert(
    fc.property(routing, (one) => {
      expect(compareRouting(one, structuredClone(one))).toEqual([]);
    }),
  );
});

test("a config does not differ from itself", () => {
  fc.assert(
    fc.property(config, (written) => {
      const one: Json = JSON.parse(JSON.stringify(written));
      if (!isJsonObject(one)) throw new Error("A record is a mapping");
      expect(compareConfigs(one, structuredClone(one))).toEqual([]);
    }),
  );
});
