import { describe, expect, test } from "vitest";
import type { Proof } from "../../src/domain/proof.ts";
import { describeLive, describeUse } from "../../src/local-proxy/local-proxy-text.ts";
import { makeProfile, makeProject, makeTask } from "../render/make-project.ts";

const project = makeProject({
  tasks: [makeTask("summary"), makeTask("tags")],
  profiles: [
    makeProfile("balanced", { summary: ["openai/a"], tags: "by-hand" }),
    makeProfile("premium", { summary: ["openai/b"], tags: ["openai/b"] }),
  ],
});
const aliases = { summary: "summary_balanced", tags: "by-hand", other: "by-hand" };
const proven = {
  outcome: "proven",
  strength: "identity",
  workers: 1,
  milliseconds: 12,
  except: [],
  caveats: [],
} as const;

describe("describeLive", () => {
  const cases: { name: string; aliases: Record<string, string>; proof: Proof; text: string }[] = [
    { name: "one worker", aliases, proof: proven, text: "balanced is live (1 worker, proven in 12 ms)" },
    {
      name: "several workers and a setting that waits",
      aliases,
      proof: { ...proven, workers: 2, except: ["router_settings.num_retries"] },
      text: "balanced is live (2 workers, proven in 12 ms; a restart is needed for router_settings.num_retries)",
    },
    {
      name: "tasks of two profiles",
      aliases: { ...aliases, tags: "tags_premium" },
      proof: proven,
      text: "A mixture of profiles is live (1 worker, proven in 12 ms)",
    },
    {
      name: "a worker that refuses",
      aliases,
      proof: {
        outcome: "unproven",
        workers: 0,
        milliseconds: 5000,
        doubts: [{ proxy: "http://p", seen: "It refuses the file", differences: [] }],
      },
      text: "balanced was delivered, but is not proven: It refuses the file",
    },
  ];

  test.each(cases)("tells of $name", ({ aliases: found, proof, text }) => {
    expect(describeLive(project, { aliases: found }, proof)).toBe(text);
  });
});

describe("describeUse", () => {
  const address = { url: "http://127.0.0.1:4000", key: "sk-local" };
  const control = { url: "http://localhost:8000" };

  test("shows how to ask, how to switch, and who answers", () => {
    const choice = { real: ["openai"], standIns: ["anthropic", "gemini"], variables: {} };
    expect(describeUse(address, control, project, choice)).toEqual([
      "  openai: your key is set, the real provider answers",
      "  anthropic, gemini: no key is set, a stand-in on this machine answers",
      "",
      "LiteLLM listens on http://127.0.0.1:4000. Ask it:",
      `  curl http://127.0.0.1:4000/v1/chat/completions -H 'Authorization: Bearer sk-local' -H 'Content-Type: application/json' -d '{"model":"summary","messages":[{"role":"user","content":"hello"}]}'`,
      "",
      "Switch it, in a second terminal:",
      "  npx litellm-profiles switch balanced",
      "",
      "Or over HTTP, from programs on this machine; http://localhost:8000/openapi.json lists every call:",
      `  curl -X POST http://localhost:8000/admin/profiles/switch -H 'Content-Type: application/json' -d '{"profile":"balanced"}'`,
      "",
      "Ctrl-C stops it.",
    ]);
  });

  test("names another profile where there is no `balanced`", () => {
    const other = makeProject({ tasks: [makeTask("summary")], profiles: [makeProfile("cheap", {})] });
    const lines = describeUse(address, control, other, { real: [], standIns: [], variables: {} });
    expect(lines).toContain("  npx litellm-profiles switch cheap");
    expect(lines.join("\n")).not.toContain("answers");
  });
});
