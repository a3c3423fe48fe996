import { expect, test } from "vitest";
import { formatPlanMarkdown } from "../../src/report/plan-markdown.ts";
import { makePlan, makeTask } from "./make-plan.ts";

test("words first, then a table, then what else there is", () => {
  const { after } = makeTask();
  const plan = makePlan({
    tasks: [
      makeTask({ capabilities_lost: [{ capability: "vision", where: "group sort_balanced" }] }),
      makeTask({ task: "write", before: null }),
      makeTask({ task: "read", before: after, after, context: { before: 8000, after: 8000 } }),
    ],
    also_changes: ["Alias `chat` is removed"],
    restart: ["router_settings.num_retries"],
    warnings: ["Nothing is known of `x`"],
  });
  const prices = "2.50 → 0.30 USD &#40;−88 %&#41; | 10.00 → 12.50 USD &#40;+25 %&#41;";
  const flash = "<code>gemini/gemini-2.5-flash</code>";
  expect(formatPlanMarkdown(plan)).toBe(
    [
      "Environment <code>production</code> switches from <code>premium</code> to <code>balanced</code>.",
      "2 of 3 tasks get other models; one setting waits for a restart.",
      "",
      "| Task | Before | After | Input per million tokens | Output per million tokens | Context |",
      "| --- | --- | --- | --- | --- | --- |",
      `| <code>sort</code> | <code>openai/gpt-4o</code> | ${flash} | ${prices} | 128,000 → 1,048,576 |`,
      `| <code>write</code> |  | ${flash} | ${prices} | 128,000 → 1,048,576 |`,
      `| <code>read</code> | ${flash} | the same | ${prices} | 8,000 |`,
      "",
      "**Capabilities lost**",
      "",
      "- <code>sort</code>: <code>vision &#40;group sort_balanced&#41;</code>",
      "",
      "**Also changes**",
      "",
      "- Alias <code>chat</code> is removed",
      "",
      "**Waits for a restart**",
      "",
      "- <code>router_settings.num_retries</code>",
      "",
      "**Warnings**",
      "",
      "- Nothing is known of <code>x</code>",
      "",
    ].join("\n"),
  );
});

test("several deployments stand one below the other", () => {
  const deployments = [
    { id: "1", model: "a", weight: 1 },
    { id: "2", model: "b", weight: 3 },
  ];
  const tasks = [makeTask({ after: { group: "g", deployments } })];
  expect(formatPlanMarkdown(makePlan({ tasks }))).toContain("| <code>25 % a</code><br><code>75 % b</code> |");
});

test("a plan without tasks has no table", () => {
  expect(formatPlanMarkdown(makePlan({ tasks: [] }))).not.toContain("|");
});

test("no name is markup", () => {
  const evil = "x | <b>`@team` [a](b)\n\n# c";
  const tasks = [
    makeTask({
      task: evil,
      after: { group: evil, deployments: [{ id: evil, model: evil, weight: null }] },
      capabilities_lost: [{ capability: evil, where: evil }],
    }),
  ];
  const plan = makePlan({
    environment: evil,
    to: evil,
    tasks,
    also_changes: [evil],
    restart: [evil],
    warnings: [evil],
  });
  const markdown = formatPlanMarkdown(plan);
  const markup = markdown.replaceAll(/<\/?code>|<br>|\*\*|^\| .* \|$/gm, "");
  expect(markup).not.toMatch(/[<>`@[\]|]/);
  for (const row of markdown.split("\n").filter((line) => line.startsWith("|"))) expect(row.split("|")).toHaveLength(8);
});
