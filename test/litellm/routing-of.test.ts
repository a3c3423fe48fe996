import { readdirSync, readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import type { JsonObject } from "../../src/domain/json.ts";
import type { Routing } from "../../src/domain/routing.ts";
import { routingOf } from "../../src/litellm/routing-of.ts";

const folder = new URL("../fixtures/routing/", import.meta.url);

describe("a config's routing", () => {
  test.each(readdirSync(folder))("%s", (file) => {
    const vector: { config: JsonObject; routing: Routing } = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
    expect(routingOf(vector.config)).toEqual(vector.routing);
  });

  test("leaves out what LiteLLM aborts on, and does not throw", () => {
    expect(
      routingOf({
        model_list: ["x", null, { model_info: [] }, { model_info: { id: null } }, { model_info: { id: true } }],
        router_settings: { model_group_alias: ["a"], fallbacks: ["a", null, { a: "b" }, { b: [1, "", { model: 2 }] }] },
      }),
    ).toEqual({ aliases: {}, fallbacks: [{ a: [] }, { b: [] }], ids: [] });
  });

  test("keeps an alias called `__proto__`", () => {
    const config: JsonObject = JSON.parse('{"router_settings": {"model_group_alias": {"__proto__": "a"}}}');
    expect(Object.entries(routingOf(config).aliases)).toEqual([["__proto__", "a"]]);
  });
});
