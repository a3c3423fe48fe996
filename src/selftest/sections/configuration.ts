import { isJsonArray, isJsonObject, type JsonObject } from "../../domain/json.ts";
import type { ConfigAnswer } from "../../http/answers.ts";
import { routingOf } from "../../litellm/routing-of.ts";
import { requireSame, requireThat } from "../mismatch.ts";
import type { Section } from "../section.ts";

export const configuration: Section = {
  name: "Configuration",
  checks: ({ call, read, about }, found) => [
    {
      name: "sources and config are without an error",
      async run() {
        const { valid, validation_results } = await read("validate", "ValidateAnswer");
        const first = validation_results.find(({ severity }) => severity === "error");
        requireThat(valid, `${first?.file}:${first?.line}: ${first?.message}`);
      },
    },
    {
      name: "every profile answers every task, or says why it does not",
      async run() {
        const { profiles } = await read("list", "ListAnswer");
        const named = profiles.map(({ groups, disabled }) => Object.keys({ ...groups, ...disabled }).toSorted());
        const tasks = [...new Set(named.flat())].toSorted();
        const partial = profiles.filter((_, index) => named[index]?.join() !== tasks.join()).map(({ name }) => name);
        requireSame("What answers only some tasks", partial, []);
      },
    },
    {
      name: "the config has a deployment in every group that a task stands for",
      async run() {
        const names = new Set(entriesOf(found.configuration).map((entry) => entry["model_name"]));
        const empty = Object.values(found.mappings).filter((group) => !names.has(group));
        requireSame("What has none", empty, []);
      },
    },
    {
      name: "the aliases of the config are those that the status expects",
      async run() {
        const { expected_mappings } = await read(`status?fresh=true&${about}`, "StatusAnswer");
        const { aliases } = routingOf(found.configuration);
        const named = Object.keys(expected_mappings).map((task) => [task, aliases[task]]);
        requireSame("What they say", Object.fromEntries(named), expected_mappings);
      },
    },
    {
      name: "no two deployments have the same id",
      async run() {
        const { ids } = routingOf(found.configuration);
        requireThat(ids.length > 0, "No deployment has an id");
        requireSame("How many ids are repeated", ids.length - new Set(ids).size, 0);
      },
    },
    {
      name: "the config shows no key: each is the name of a variable, or overwritten",
      async run() {
        const shown = entriesOf(found.configuration)
          .map((entry) => entry["litellm_params"])
          .flatMap((params) => (isJsonObject(params) ? [params["api_key"]] : []))
          .filter((key) => typeof key === "string" && !/^(os\.environ\/|\*+)/.test(key));
        requireThat(shown.length === 0, `${shown.length} keys are shown`);
      },
    },
    {
      name: "an unchanged config is not sent again",
      async run() {
        const first = await call(`/admin/profiles/config?${about}`);
        const etag = first.headers.get("etag");
        requireThat(etag?.includes(found.digest) === true, `Its tag is ${etag}, without its digest`);
        const headers = { "if-none-match": etag };
        requireSame("The status", (await call(`/admin/profiles/config?${about}`, { headers })).status, 304);
      },
    },
    {
      name: "the proxies have the config in force that is in git",
      async run() {
        const status = await read(`status?fresh=true&${about}`, "StatusAnswer");
        requireThat(status.mapping_valid === true, status.mapping_reason ?? "No worker says what it has in force");
        requireSame("The layer that drifts", status.drift, null);
      },
    },
    {
      name: "what is planned for the profile in force is no change",
      async run() {
        const { tasks } = await read(`plan/${encodeURIComponent(found.profile)}?${about}`, "Plan");
        const changed = tasks.filter(({ before, after }) => before?.group !== after?.group).map(({ task }) => task);
        requireSame("What would change", changed, []);
      },
    },
  ],
};

function entriesOf(config: ConfigAnswer["configuration"]): JsonObject[] {
  const list = config["model_list"];
  return isJsonArray(list) ? list.filter(isJsonObject) : [];
}
