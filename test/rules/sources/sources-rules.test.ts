import { describe } from "vitest";
import { profile, project, testCases, testRule } from "./cases.ts";

const environment = "environments/default.yaml";
const abstractBase = { "profiles/base.yaml": "abstract: true\ntasks: {ask: a}\n" };

/** The project's file with these tasks, and more lines. */
function withTasks(tasks: string, more = ""): string {
  return `version: 1\nlitellm: 1.106.2\ntasks: ${tasks}\n${more}`;
}

testRule("unanswered-task", [
  { name: "all are answered", at: [] },
  {
    name: "one is not",
    file: profile,
    yaml: "# x\ntasks: {ask: a}\n",
    at: ["2:1"],
    says: ["Profile `premium` does not answer task `seek`"],
  },
  { name: "none is", file: profile, yaml: "tasks: {}\n", at: ["1:1", "1:1"] },
  { name: "one is disabled", file: profile, yaml: "tasks: {ask: a, seek: {disabled: Too dear}}\n", at: [] },
  { name: "an abstract profile leaves one to others", files: abstractBase, at: [] },
  {
    name: "one is inherited",
    file: profile,
    yaml: "extends: base\ntasks: {seek: b}\n",
    files: abstractBase,
    at: [],
  },
  {
    name: "one is not inherited either",
    file: profile,
    yaml: "extends: base\ntasks: {ask: b}\n",
    files: abstractBase,
    at: ["2:1"],
  },
]);

testRule("unknown-task", [
  {
    name: "misspelt",
    file: profile,
    yaml: "tasks:\n  ask: a\n  seek: b\n  seak: c\n",
    at: ["4:3"],
    says: ["Task `seak`", "Did you mean `seek`?"],
  },
  {
    name: "in a fallback",
    file: profile,
    yaml: "tasks: {ask: a, seek: b}\nfallbacks:\n  find: [balanced]\n",
    at: ["3:3"],
    says: ["The tasks are `ask`, `seek`"],
  },
]);

testRule("unknown-fallback", [
  {
    name: "an abstract profile, told where it is written",
    file: profile,
    yaml: "extends: base\ntasks: {seek: b}\n",
    files: { "profiles/base.yaml": "abstract: true\ntasks: {ask: a}\nfallbacks: {ask: [base]}\n" },
    at: ["profiles/base.yaml:3:19"],
    says: ["Fallback profile `base` is abstract"],
  },
  { name: "another profile", file: profile, yaml: "tasks: {ask: a, seek: b}\nfallbacks: [balanced]\n", at: [] },
  { name: "by task", file: profile, yaml: "tasks: {ask: a, seek: b}\nfallbacks: {ask: [balanced]}\n", at: [] },
  { name: "none", file: profile, yaml: "tasks: {ask: a, seek: b}\nfallbacks: []\n", at: [] },
  {
    name: "misspelt, told once",
    file: profile,
    yaml: "tasks: {ask: a, seek: b}\nfallbacks: [balanced, balancd]\n",
    at: ["2:23"],
    says: ["`balancd` does not exist", "`balanced`?"],
  },
  {
    name: "misspelt by task",
    file: profile,
    yaml: "tasks: {ask: a, seek: b}\nfallbacks: {ask: [x], seek: [x]}\n",
    at: ["2:19", "2:30"],
  },
  {
    name: "itself",
    file: profile,
    yaml: "tasks: {ask: a, seek: b}\nfallbacks: [premium]\n",
    at: ["2:13"],
    says: ["falls back on itself"],
  },
]);

testRule("unknown-active-profile", [
  {
    name: "misspelt",
    file: "environments/default.yaml",
    yaml: "# x\nactive: premum\n",
    at: ["2:9"],
    says: ["`premum` does not exist", "Did you mean `premium`?"],
  },
  {
    name: "what comes back, and what is scheduled",
    file: environment,
    yaml: "active: premium\nuntil: {at: 2026-12-01T08:00Z, then: premum}\nscheduled: {at: 2026-12-02T08:00Z, profile: balance}\n",
    at: ["2:38", "3:45"],
    says: ["Profile `premum` does not exist", "Did you mean `premium`?"],
  },
  {
    name: "abstract",
    file: environment,
    yaml: "active: base\n",
    files: abstractBase,
    at: ["1:9"],
    says: ["Active profile `base` is abstract", "The profiles are `balanced`, `premium`"],
  },
  {
    name: "nothing like it",
    file: "environments/default.yaml",
    yaml: "active: gold\n",
    at: ["1:9"],
    says: ["The profiles are `balanced`, `premium`"],
  },
]);

testRule("unknown-connection", [
  { name: "known", file: profile, yaml: "tasks: {ask: [{model: azure/x, connection: openai}], seek: b}\n", at: [] },
  {
    name: "unknown",
    file: profile,
    yaml: "tasks: {ask: [{model: azure/x, connection: opnai}], seek: b}\n",
    at: ["1:44"],
    says: ["Did you mean `openai`?"],
  },
]);

testRule("group-collision", [
  {
    name: "two pairs, one name",
    file: project,
    yaml: withTasks("{a: {}, a_b: {}}"),
    files: {
      "profiles/premium.yaml": "tasks: {a: [{model: openai/gpt-4o}], a_b: [{model: openai/gpt-4o}]}\n",
      "profiles/b_premium.yaml": "tasks: {a: [{model: openai/gpt-4o}], a_b: [{model: openai/gpt-4o}]}\n",
      "profiles/balanced.yaml": "tasks: {a: x, a_b: x}\n",
    },
    at: ["profiles/premium.yaml:1:38"],
    says: ["Group `a_b_premium` is also that of task `a` in profile `b_premium`", "group_pattern"],
  },
  {
    name: "another pattern tells them apart",
    file: project,
    yaml: withTasks("{a: {}, a_b: {}}", 'group_pattern: "{task}/{profile}"\n'),
    files: {
      "profiles/premium.yaml": "tasks: {a: [{model: openai/gpt-4o}], a_b: [{model: openai/gpt-4o}]}\n",
      "profiles/b_premium.yaml": "tasks: {a: [{model: openai/gpt-4o}], a_b: [{model: openai/gpt-4o}]}\n",
      "profiles/balanced.yaml": "tasks: {a: x, a_b: x}\n",
    },
    at: [],
  },
  {
    name: "a group by hand is not generated",
    file: project,
    yaml: withTasks("{a: {}, a_b: {}}"),
    files: {
      "profiles/premium.yaml": "tasks: {a: x, a_b: [{model: openai/gpt-4o}]}\n",
      "profiles/b_premium.yaml": "tasks: {a: x, a_b: [{model: openai/gpt-4o}]}\n",
      "profiles/balanced.yaml": "tasks: {a: x, a_b: x}\n",
    },
    at: [],
  },
]);

testRule("name-collision", [
  {
    name: "a legacy name of its own",
    file: project,
    yaml: withTasks("{ask: {legacy_names: [old, older]}, seek: {}}"),
    at: [],
  },
  {
    name: "a legacy name that is a task",
    file: project,
    yaml: withTasks("{ask: {legacy_names: [seek]}, seek: {}}"),
    at: ["3:30"],
    says: ["Legacy name `seek` is also the name of a task"],
  },
  {
    name: "a legacy name that is a generated group",
    file: project,
    yaml: withTasks("{ask: {legacy_names: [ask_balanced]}, seek: {}}"),
    at: ["3:30"],
    says: ["the name of a group"],
  },
  {
    name: "a legacy name that is a group by hand",
    file: project,
    yaml: withTasks("{ask: {legacy_names: [by-hand]}, seek: {}}"),
    at: ["3:30"],
  },
  {
    name: "one legacy name twice",
    file: project,
    yaml: withTasks("{ask: {legacy_names: [old]}, seek: {legacy_names: [older, old]}}"),
    at: ["3:66"],
    says: ["a legacy name of `ask`"],
  },
  {
    name: "a task that is a group by hand",
    file: profile,
    yaml: "tasks: {ask: seek, seek: x}\n",
    at: ["litellm-profiles.yaml:3:18"],
    says: ["Task `seek` is also the name of a group"],
  },
]);

testRule("equal-deployments", [
  {
    name: "two connections that hold the same",
    file: profile,
    yaml: "tasks:\n  ask:\n    - {model: openai/gpt-4o, connection: other}\n    - {model: openai/gpt-4o}\n  seek: x\n",
    files: {
      [project]:
        "version: 1\nlitellm: 1.106.2\ntasks: {ask: {}, seek: {}}\nconnections: {openai: {api_key: os.environ/KEY}, other: {api_key: os.environ/KEY}}\n",
    },
    at: ["4:7"],
  },
  {
    name: "two connections that hold different keys",
    file: profile,
    yaml: "tasks:\n  ask:\n    - {model: openai/gpt-4o, connection: other}\n    - {model: openai/gpt-4o}\n  seek: x\n",
    files: {
      [project]:
        "version: 1\nlitellm: 1.106.2\ntasks: {ask: {}, seek: {}}\nconnections: {openai: {api_key: os.environ/KEY}, other: {api_key: os.environ/OTHER}}\n",
    },
    at: [],
  },
  {
    name: "a parameter that the connection gives already",
    file: profile,
    yaml: "tasks:\n  ask:\n    - {model: openai/gpt-4o, params: {api_key: os.environ/OPENAI_API_KEY}}\n    - {model: openai/gpt-4o}\n  seek: x\n",
    at: ["4:7"],
  },
  {
    name: "other weight",
    file: profile,
    yaml: "tasks: {ask: [{model: openai/gpt-4o, weight: 1}, {model: openai/gpt-4o, weight: 2}], seek: x}\n",
    at: [],
  },
  {
    name: "other order of keys",
    file: profile,
    yaml: "tasks:\n  ask:\n    - {model: openai/gpt-4o, params: {a: 1, b: 2}}\n    - {params: {b: 2, a: 1}, model: openai/gpt-4o}\n  seek: x\n",
    at: ["4:7"],
  },
  {
    name: "weight by default",
    file: profile,
    yaml: "tasks:\n  ask:\n    - {model: openai/gpt-4o, weight: 1}\n    - {model: openai/gpt-4o}\n  seek: x\n",
    at: ["4:7"],
  },
  {
    name: "the provider's own connection",
    file: profile,
    yaml: "tasks:\n  ask:\n    - {model: openai/gpt-4o, connection: openai}\n    - {model: openai/gpt-4o}\n  seek: x\n",
    at: ["4:7"],
  },
]);

testRule("misplaced-key", [
  {
    name: "an id in info",
    file: profile,
    yaml: "tasks: {ask: [{model: openai/gpt-4o, info: {id: x}}], seek: x}\n",
    at: ["1:45"],
    says: ["`id` does not belong in `info`"],
  },
  {
    name: "a weight in params",
    file: profile,
    yaml: "tasks: {ask: [{model: openai/gpt-4o, params: {weight: 1}}], seek: x}\n",
    at: ["1:47"],
    says: ["beside `params`"],
  },
  {
    name: "a model in a connection",
    file: project,
    yaml: withTasks("{ask: {}, seek: {}}", "connections: {openai: {model: x}}\n"),
    at: ["4:24"],
  },
  {
    name: "names of every object",
    file: profile,
    yaml: "tasks: {ask: [{model: openai/gpt-4o, params: {constructor: 1}}], seek: x}\n",
    at: [],
  },
]);

testRule("output-collision", [
  {
    name: "the folder of the profiles",
    file: "environments/default.yaml",
    yaml: "active: premium\noutput: profiles\n",
    at: ["2:9"],
    says: ["would overwrite the profiles"],
  },
  {
    name: "the folder of the template",
    file: "environments/default.yaml",
    yaml: "active: premium\noutput: templates\n",
    at: ["2:9"],
  },
  {
    name: "a folder that holds another output",
    file: "environments/default.yaml",
    yaml: "active: premium\noutput: rendered\n",
    files: { "environments/staging.yaml": "active: premium\n" },
    at: ["environments/staging.yaml:1:1"],
  },
  {
    name: "a name that only begins like a folder of sources",
    file: "environments/default.yaml",
    yaml: "active: premium\noutput: profiles.yaml\n",
    at: [],
  },
  {
    name: "two environments",
    file: "environments/default.yaml",
    yaml: "active: premium\noutput: a.yaml\n",
    files: { "environments/staging.yaml": "active: premium\noutput: a.yaml\n" },
    at: ["environments/staging.yaml:2:9"],
    says: ["would overwrite that of environment `default`"],
  },
  {
    name: "a default output",
    file: "environments/staging.yaml",
    yaml: "active: premium\noutput: litellm_config.yaml\n",
    at: ["2:9"],
  },
  {
    name: "the project",
    file: "environments/default.yaml",
    yaml: "active: premium\noutput: litellm-profiles.yaml\n",
    at: ["2:9"],
  },
  {
    name: "the template",
    file: "environments/default.yaml",
    yaml: "active: premium\noutput: templates/litellm_config.yaml.hbs\n",
    at: ["2:9"],
    says: ["the template"],
  },
  {
    name: "a profile",
    file: "environments/default.yaml",
    yaml: "active: premium\noutput: profiles/new.yaml\n",
    at: ["2:9"],
  },
  {
    name: "an environment",
    file: "environments/default.yaml",
    yaml: "active: premium\noutput: environments/new.yaml\n",
    at: ["2:9"],
    says: ["the environments"],
  },
]);

testRule("model-mode", [
  {
    name: "chat for embedding",
    file: project,
    yaml: withTasks("{ask: {mode: embedding}, seek: {}}"),
    at: ["profiles/balanced.yaml:1:23", "profiles/premium.yaml:1:23"],
    says: ["has mode `chat`", "`embedding`"],
  },
  {
    name: "the deployment's own info wins",
    file: profile,
    yaml: "tasks: {ask: [{model: openai/gpt-4o, info: {mode: embedding}}], seek: x}\n",
    at: ["1:23"],
  },
  {
    name: "responses are translated",
    file: profile,
    yaml: "tasks: {ask: [{model: openai/gpt-4o, info: {mode: responses}}], seek: x}\n",
    at: [],
  },
]);

const embedding = withTasks("{ask: {mode: embedding, dimensions: 1536}, seek: {}}");
const embeddings = { "profiles/balanced.yaml": "tasks: {ask: [{model: openai/text-embedding-3-small}], seek: x}\n" };

testRule("model-dimensions", [
  {
    name: "the promised size",
    file: project,
    yaml: embedding,
    files: { ...embeddings, [profile]: "tasks: {ask: x, seek: x}\n" },
    at: [],
  },
  {
    name: "another size",
    file: profile,
    yaml: "tasks: {ask: [{model: openai/text-embedding-3-large}], seek: x}\n",
    files: { ...embeddings, [project]: embedding },
    at: ["1:23"],
    says: ["vectors of 3072", "promises 1536"],
  },
  {
    name: "shortened",
    file: profile,
    yaml: "tasks: {ask: [{model: openai/text-embedding-3-large, params: {dimensions: 1536}}], seek: x}\n",
    files: { ...embeddings, [project]: embedding },
    at: [],
  },
]);

const unpromised = withTasks("{ask: {mode: embedding}, seek: {}}");

testRule("uneven-dimensions", [
  {
    name: "another size than in the profile before",
    file: profile,
    yaml: "tasks: {ask: [{model: openai/text-embedding-3-large}], seek: x}\n",
    files: { ...embeddings, [project]: unpromised },
    at: ["1:23"],
    says: ["vectors of 3072", "1536 in profile `balanced`", "`dimensions: 1536`"],
  },
  {
    name: "shortened to the same",
    file: profile,
    yaml: "tasks: {ask: [{model: openai/text-embedding-3-large, params: {dimensions: 1536}}], seek: x}\n",
    files: { ...embeddings, [project]: unpromised },
    at: [],
  },
  {
    name: "a size that nobody knows",
    file: profile,
    yaml: "tasks: {ask: [{model: openai/our-own-embedding, info: {mode: embedding}}], seek: x}\n",
    files: { ...embeddings, [project]: unpromised },
    at: [],
    others: ["unknown-price"],
  },
]);

testRule("unknown-price", [
  {
    name: "one of several",
    file: profile,
    yaml: "tasks: {ask: [{model: openai/our-own, info: {mode: chat}}], seek: x}\n",
    at: ["1:23"],
    says: ["no price for `openai/our-own`", "task `ask`", "`base_model`"],
  },
  {
    name: "one that the source gives",
    file: profile,
    yaml: "tasks: {ask: [{model: openai/our-own, info: {input_cost_per_token: 1e-6}}], seek: x}\n",
    at: [],
  },
  {
    name: "one that nobody knows",
    file: profile,
    yaml: "tasks: {ask: [{model: openai/our-own}], seek: x}\n",
    at: [],
  },
  {
    name: "none of them",
    file: profile,
    yaml: "tasks: {ask: x, seek: [{model: openai/our-own, info: {mode: chat}}]}\n",
    at: [],
  },
]);

testRule("model-context", [
  { name: "enough", file: project, yaml: withTasks("{ask: {min_input_tokens: 128000}, seek: {}}"), at: [] },
  {
    name: "too small",
    file: project,
    yaml: withTasks("{ask: {min_input_tokens: 128001}, seek: {}}"),
    at: ["profiles/balanced.yaml:1:23", "profiles/premium.yaml:1:23"],
    says: ["takes 128000 tokens, task `ask` needs 128001"],
  },
  {
    name: "the deployment's own info wins",
    file: profile,
    yaml: "tasks: {ask: [{model: openai/gpt-4o, info: {max_input_tokens: 10}}], seek: x}\n",
    files: { [project]: withTasks("{ask: {min_input_tokens: 11}, seek: {}}") },
    at: ["1:23"],
  },
]);

testRule("model-capability", [
  { name: "has it", file: project, yaml: withTasks("{ask: {requires: [vision, response_schema]}, seek: {}}"), at: [] },
  {
    name: "lacks it",
    file: profile,
    yaml: "tasks: {ask: [{model: openai/gpt-3.5-turbo}], seek: x}\n",
    files: { [project]: withTasks("{ask: {requires: [vision]}, seek: {}}") },
    at: ["1:23"],
    says: ["lacks `vision`", "info: {supports_vision: true}"],
  },
  {
    name: "misspelt",
    file: project,
    yaml: withTasks("{ask: {requires: [respons_schema]}, seek: {}}"),
    at: ["profiles/balanced.yaml:1:23", "profiles/premium.yaml:1:23"],
    says: ["It has `response_schema`"],
  },
  {
    name: "the deployment's own info wins",
    file: profile,
    yaml: "tasks: {ask: [{model: openai/gpt-3.5-turbo, info: {supports_vision: true}}], seek: x}\n",
    files: { [project]: withTasks("{ask: {requires: [vision]}, seek: {}}") },
    at: [],
  },
]);

testRule("unknown-model", [
  { name: "nothing is asked of it", file: profile, yaml: "tasks: {ask: [{model: azure/mine}], seek: x}\n", at: [] },
  {
    name: "much is asked of it",
    file: profile,
    yaml: "tasks: {ask: [{model: azure/mine}], seek: x}\n",
    files: { [project]: withTasks("{ask: {requires: [vision], min_input_tokens: 1, dimensions: 3}, seek: {}}") },
    at: ["profiles/balanced.yaml:1:23", "1:23"],
    says: ["`openai/gpt-4o-mini`: vector size"],
  },
  {
    name: "its base model is known",
    file: profile,
    yaml: "tasks: {ask: [{model: azure/mine, info: {base_model: azure/gpt-4o}}], seek: x}\n",
    files: { [project]: withTasks("{ask: {requires: [vision], min_input_tokens: 1}, seek: {}}") },
    at: [],
  },
]);

testRule("unknown-release", [
  {
    name: "a newer one",
    file: project,
    yaml: withTasks("{ask: {}, seek: {}}").replace("1.106.2", "9.0.0"),
    at: ["2:10"],
    says: ["LiteLLM `9.0.0` is not known"],
  },
  {
    name: "a newer one in two environments",
    file: environment,
    yaml: "active: premium\nlitellm: 9.0.0\n",
    files: { "environments/staging.yaml": "litellm: 9.0.0\nactive: premium\n" },
    at: ["2:10", "environments/staging.yaml:1:10"],
    says: ["LiteLLM `9.0.0` is not known; what is said here holds for `1.109.1`"],
  },
]);

/** Two environments of an older release. */
function olderEnvironments(more = ""): Record<string, string> {
  const text = `active: premium\nlitellm: 1.83.14\n${more}`;
  return { "environments/staging.yaml": text, "environments/testing.yaml": text };
}

describe("an environment with another release", () => {
  const searching = withTasks("{ask: {requires: [web_search]}, seek: {}}");
  const claude = "tasks: {ask: [{model: anthropic/claude-sonnet-4-6}], seek: x}\n";
  const gpt = "tasks: {ask: [{model: openai/gpt-4o-search-preview}], seek: x}\n";

  testCases("model-capability", [
    {
      name: "is asked once what its release knows",
      file: project,
      yaml: searching,
      files: {
        "profiles/premium.yaml": claude,
        "profiles/balanced.yaml": "extends: premium\n",
        ...olderEnvironments(),
      },
      at: ["profiles/premium.yaml:1:23"],
      says: ["By LiteLLM 1.83.14, `anthropic/claude-sonnet-4-6` lacks `web_search`"],
    },
    {
      name: "what the project's release says as well is said once",
      file: project,
      yaml: withTasks("{ask: {requires: [web_search]}, seek: {}}"),
      files: {
        "profiles/balanced.yaml": gpt,
        "profiles/premium.yaml": gpt.replace("-search-preview", ""),
        ...olderEnvironments(),
      },
      at: ["profiles/premium.yaml:1:23"],
      says: ["`openai/gpt-4o` lacks `web_search`"],
    },
    {
      name: "is not asked of profiles that it does not list",
      file: project,
      yaml: searching,
      files: {
        "profiles/balanced.yaml": claude,
        "profiles/premium.yaml": gpt,
        ...olderEnvironments("profiles: [premium]\n"),
      },
      at: [],
    },
    {
      name: "is asked of what a listed one inherits",
      file: project,
      yaml: searching,
      files: {
        "profiles/base.yaml": claude,
        "profiles/balanced.yaml": gpt,
        "profiles/premium.yaml": "extends: base\n",
        ...olderEnvironments("profiles: [premium]\n"),
      },
      at: ["profiles/base.yaml:1:23"],
    },
  ]);
});

testRule("unknown-override", [
  { name: "another profile", file: environment, yaml: "active: premium\noverrides: {ask: balanced}\n", at: [] },
  {
    name: "a misspelt task, and a misspelt profile",
    file: environment,
    yaml: "active: premium\noverrides:\n  sek: balanced\n  seek: balancd\n",
    at: ["3:3", "4:9"],
    says: ["Task `sek` does not exist", "Did you mean `seek`?"],
  },
  {
    name: "an abstract profile",
    file: environment,
    yaml: "active: premium\noverrides: {ask: base}\n",
    files: abstractBase,
    at: ["2:18"],
    says: ["Overriding profile `base` is abstract", "The profiles are `balanced`, `premium`"],
  },
]);

testRule("unknown-listed-profile", [
  { name: "those that exist", file: environment, yaml: "active: premium\nprofiles: [premium]\n", at: [] },
  {
    name: "misspelt, and abstract",
    file: environment,
    yaml: "active: premium\nprofiles: [premium, balancd, base]\n",
    files: abstractBase,
    at: ["2:21", "2:30"],
    says: ["Listed profile `balancd` does not exist", "Did you mean `balanced`?"],
  },
]);

testRule("unlisted-profile", [
  {
    name: "listed",
    file: environment,
    yaml: "active: premium\noverrides: {ask: balanced}\nprofiles: [balanced, premium]\n",
    at: [],
  },
  {
    name: "to come",
    file: environment,
    yaml: "active: cheap\nuntil: {at: 2026-12-01T08:00Z, then: premium}\nscheduled: {at: 2026-12-02T08:00Z, profile: balanced}\nprofiles: [cheap]\n",
    files: { "profiles/cheap.yaml": "tasks: {ask: a, seek: b}\n" },
    at: ["2:38", "3:45"],
  },
  {
    name: "active, and overriding",
    file: environment,
    yaml: "active: premium\noverrides: {ask: balanced}\nprofiles: [cheap, dear]\n",
    files: { "profiles/cheap.yaml": "tasks: {ask: a, seek: b}\n", "profiles/dear.yaml": "tasks: {ask: a, seek: b}\n" },
    at: ["1:9", "2:18"],
    says: [
      "Profile `premium` is not among the `profiles` of environment `default`",
      "Add it to `profiles`, or take one of `cheap`, `dear`",
    ],
  },
]);

testRule("impossible-moment", [
  {
    name: "moments that exist",
    file: environment,
    yaml: "active: premium\nuntil: {at: 2024-02-29T08:00Z, then: balanced}\nscheduled: {at: 2026-12-01T09:00+01:00, profile: balanced, until: 2026-12-01T08:01Z}\n",
    at: [],
  },
  {
    name: "a day and an offset that there are not",
    file: environment,
    yaml: "active: premium\nuntil: {at: 2026-02-30T08:00Z, then: balanced}\nscheduled: {at: 2026-12-01T08:00+99:00, profile: balanced}\n",
    at: ["2:13", "3:17"],
    says: ["Moment `2026-02-30T08:00Z` does not exist", "Look at the number of the day, and at the offset from UTC"],
  },
  {
    name: "an end that is no moment",
    file: environment,
    yaml: "active: premium\nscheduled: {at: 2026-12-01T08:00Z, profile: balanced, until: 2026-12-32T08:00Z}\n",
    at: ["2:62"],
  },
  {
    name: "an end before the beginning",
    file: environment,
    yaml: "active: premium\nscheduled: {at: 2026-12-01T08:00Z, profile: balanced, until: 2026-12-01T09:00+01:00}\n",
    at: ["2:62"],
    says: [
      "The scheduled switch ends at `2026-12-01T08:00:00Z`, and begins at `2026-12-01T08:00:00Z`",
      "Let it end later than it begins",
    ],
  },
]);

testRule("unlisted-fallback", [
  {
    name: "listed, or of a profile that is not",
    file: environment,
    yaml: "active: premium\nprofiles: [premium, balanced]\n",
    files: {
      "profiles/premium.yaml": "tasks: {ask: a, seek: b}\nfallbacks: [balanced]\n",
      "profiles/cheap.yaml": "tasks: {ask: a, seek: b}\nfallbacks: [dear]\n",
      "profiles/dear.yaml": "tasks: {ask: a, seek: b}\n",
    },
    at: [],
  },
  {
    name: "not listed, told once",
    file: environment,
    yaml: "active: premium\nprofiles: [premium]\n",
    files: { "profiles/premium.yaml": "tasks: {ask: a, seek: b}\nfallbacks: [balanced]\n" },
    at: ["2:1"],
    says: [
      "Profile `premium` falls back on `balanced`, which environment `default` does not list: it is skipped there",
      "Add `balanced`",
    ],
  },
  {
    name: "one that does not exist is another rule's",
    file: environment,
    yaml: "active: premium\nprofiles: [premium]\n",
    files: { "profiles/premium.yaml": "tasks: {ask: a, seek: b}\nfallbacks: [gone]\n" },
    at: [],
    others: ["unknown-fallback"],
  },
]);

testRule("unknown-parent", [
  { name: "abstract or not", file: profile, yaml: "extends: balanced\n", at: [] },
  {
    name: "misspelt",
    file: profile,
    yaml: "tasks: {ask: a, seek: b}\nextends: balancd\n",
    at: ["2:10"],
    says: ["Profile `balancd` does not exist", "Did you mean `balanced`?"],
  },
  {
    name: "itself",
    file: profile,
    yaml: "extends: premium\ntasks: {ask: a, seek: b}\n",
    at: ["1:10"],
    says: ["Profile `premium` extends itself", "Remove it"],
  },
]);

testRule("parent-chain", [
  { name: "one step", file: profile, yaml: "extends: balanced\n", at: [] },
  {
    name: "two steps",
    file: profile,
    yaml: "extends: balanced\n",
    files: { "profiles/balanced.yaml": "extends: base\ntasks: {ask: a, seek: b}\n", ...abstractBase },
    at: ["1:10"],
    says: ["Profile `premium` extends `balanced`, which extends `base`", "one step deep"],
  },
  {
    name: "each other",
    file: profile,
    yaml: "extends: balanced\ntasks: {ask: a, seek: b}\n",
    files: { "profiles/balanced.yaml": "extends: premium\ntasks: {ask: a, seek: b}\n" },
    at: ["profiles/balanced.yaml:1:10", "1:10"],
    says: ["Profiles `balanced` and `premium` extend each other"],
  },
]);

testRule("missing-forge", [
  {
    name: "a forge",
    file: environment,
    yaml: "active: premium\nswitch: pull_request\n",
    files: { [project]: withTasks("{ask: {}, seek: {}}", "forge: github\n") },
    at: [],
  },
  { name: "no pull requests", file: environment, yaml: "active: premium\nswitch: direct\n", at: [] },
  {
    name: "none",
    file: environment,
    yaml: "active: premium\nswitch: pull_request\n",
    at: ["2:9"],
    says: ["Environment `default` is switched by pull requests, and the project names no forge", "`forge: github`"],
  },
]);
