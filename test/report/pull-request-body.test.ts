import { describe, expect, it } from "vitest";
import { parseMarker } from "../../src/domain/reviewed-plan.ts";
import type { SwitchTrailers } from "../../src/domain/revision.ts";
import { parseSwitchMessage } from "../../src/domain/switch-message.ts";
import { printPullRequestBody, printPullRequestTitle } from "../../src/report/pull-request-body.ts";
import { makePlan, makeTask } from "./make-plan.ts";

const plan = makePlan();
const ada: SwitchTrailers = {
  "Profile-Environment": "production",
  "Profile-From": "premium",
  "Profile-To": "balanced",
  "Profile-By": "Ada <ada@example.com>",
};
const bob: SwitchTrailers = {
  ...ada,
  "Profile-To": "premium",
  "Profile-Overrides": "sort=cheap, write=cheap",
  "Profile-Reason": "long texts",
  "Profile-By": "Bob <bob@example.com>",
};

const cy: SwitchTrailers = {
  ...ada,
  "Profile-To": "premium",
  "Profile-Avoid": "openai until 2026-01-02T14:00:00Z",
  "Profile-By": "Cy <cy@example.com>",
};

function body(requests: readonly SwitchTrailers[], parts: Partial<Parameters<typeof printPullRequestBody>[0]> = {}) {
  return printPullRequestBody({ plan, requests, limit: 65_536, outputUrl: null, ...parts });
}

describe("the body of a pull request", () => {
  it("says who asks for what, what it would do, how to undo it, and what it was made from", () => {
    expect(body([{ ...ada, "Profile-Reason": "half *the* price" }]))
      .toBe(`<!-- litellm-profiles: {"v":1,"environment":"production","fingerprint":{"base_commit":null,"input_sha256":"1","output_sha256":"2"}} -->

- Ada asks for <code>balanced</code>: <code>half &#42;the&#42; price</code>

Environment <code>production</code> switches from <code>premium</code> to <code>balanced</code>.
1 of 1 tasks get other models; all of it takes effect live.

| Task | Before | After | Input per million tokens | Output per million tokens | Context |
| --- | --- | --- | --- | --- | --- |
| <code>sort</code> | <code>openai/gpt-4o</code> | <code>gemini/gemini-2.5-flash</code> | 2.50 → 0.30 USD &#40;−88 %&#41; | 10.00 → 12.50 USD &#40;+25 %&#41; | 128,000 → 1,048,576 |

**To roll back** after the merge: <code>npx litellm-profiles rollback --environment production --pr</code>, or revert this pull request; both bring sources and config back.

<details><summary>What this plan was made from; it is compared again at merge and at delivery</summary>

- base commit <code>none</code>
- sources <code>sha256&#58;1</code>
- rendered config <code>sha256&#58;2</code>

</details>

\`\`\`
Profile-Environment: production
Profile-From: premium
Profile-To: balanced
Profile-Reason: half *the* price
Profile-By: Ada <ada@example.com>
Profile-Output: 2
\`\`\`
`);
  });

  it("names the default environment's command without an option", () => {
    const text = body([ada], { plan: makePlan({ environment: "default" }) });
    expect(text).toContain("<code>npx litellm-profiles rollback --pr</code>");
  });

  it("lists every request, and is read back", () => {
    const undoing = { ...ada, "Profile-Reverts": "1234567890abcdef1234567890abcdef12345678" };
    const text = body([undoing, bob]);
    expect(text).toContain("- Ada asks for <code>balanced</code>, which undoes <code>1234567890ab</code>\n");
    expect(text).toContain(
      "- Bob asks for <code>cheap</code> for <code>sort</code>, <code>cheap</code> for <code>write</code>: <code>long texts</code>\n",
    );
    expect(body([{ ...ada, "Profile-Clears": "overrides" }])).toContain(
      "- Ada asks for <code>balanced</code>, and that no task be overridden else\n",
    );
    expect(parseSwitchMessage(text)).toStrictEqual([undoing, { ...bob, "Profile-Output": "2" }]);
    expect(parseMarker(text)).toStrictEqual({ environment: "production", fingerprint: plan.fingerprint });
    expect(body([ada], { remark: "**In force**" })).toContain(" -->\n\n**In force**\n\n- Ada asks for");
    const time = { "Profile-At": "2026-12-01T08:00:00Z", "Profile-Until": "2026-12-02T08:00:00Z" };
    expect(body([{ ...ada, ...time, "Profile-Clears": "scheduled" }])).toContain(
      "- Ada asks for <code>balanced</code> from 2026-12-01 08:00Z until 2026-12-02 08:00Z, and that nothing be scheduled any more\n",
    );
  });

  it.each(["```\n# Owned", "<script>alert(1)</script>", "@everyone", "--> <h1>", "www.example.org", "![x](y)"])(
    "shows %j as it stands",
    (evil) => {
      const text = body([{ ...ada, "Profile-Reason": evil, "Profile-By": `${evil} <a@b>` }]);
      const [shown = "", fence = ""] = text.split("\n```\n");
      expect(
        shown.match(/<[a-z!/-][^>]*>/g)?.filter((tag) => !/^<(!--|\/?(code|details|summary|br))/.test(tag)) ?? [],
      ).toEqual([]);
      expect(shown).not.toContain("@");
      expect(fence.split("\n").every((line) => /^(Profile-[A-Z][a-z]+: .*)?$/.test(line))).toBe(true);
      expect(text.endsWith("\n```\n")).toBe(true);
    },
  );

  it("says which provider is to be avoided, or asked again", () => {
    expect(body([cy])).toContain("\n- Cy asks that <code>openai</code> be avoided until 2026-01-02 14:00Z\n");
    expect(parseSwitchMessage(body([cy]))).toStrictEqual([{ ...cy, "Profile-Output": "2" }]);
    const due = { ...ada, "Profile-Avoid": "openai no longer" };
    expect(body([due])).toContain(
      "\n- Ada asks for <code>balanced</code>, and that <code>openai</code> be asked again\n",
    );
  });

  it("is cut where it is too long for the forge, and keeps what it is known by", () => {
    const tasks = Array.from({ length: 600 }, (_, index) => makeTask({ task: `task_${index}` }));
    const long = makePlan({ tasks });
    const outputUrl = "https://example.org/acme/models/blob/litellm-profiles%2Fproduction/a(b).yaml";
    const text = body([ada, bob], { plan: long, outputUrl });
    expect(body([ada, bob], { plan: long, limit: 1_000_000 }).length).toBeGreaterThan(65_536);
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text.length).toBeGreaterThan(64_000);
    expect(text).toContain("task_0<");
    expect(text).not.toContain("task_599<");
    expect(text).toContain(
      "*The plan is longer than fits here; [the rendered config](https://example.org/acme/models/blob/litellm-profiles%2Fproduction/a%28b%29.yaml) and <code>litellm-profiles plan</code> have all of it.*",
    );
    expect(parseSwitchMessage(text)).toHaveLength(2);
    expect(parseMarker(text)?.environment).toBe("production");
    expect(text).toContain("**To roll back**");
  });

  it("says where the rest is where the forge has no pages", () => {
    const text = body([ada], { limit: 3000, plan: makePlan({ tasks: Array.from({ length: 50 }, () => makeTask()) }) });
    expect(text.length).toBeLessThanOrEqual(3000);
    expect(text).toContain("*The plan is longer than fits here; <code>litellm-profiles plan</code> prints all of it.*");
  });
});

describe("the title of a pull request", () => {
  it.each([
    [[ada], {}, "Switch production from premium to balanced"],
    [[ada], { from: null }, "Switch production from nothing to balanced"],
    [[ada], { from: "balanced" }, "Render production anew"],
    [[bob], { to: "premium" }, "Switch sort to cheap, write to cheap in production"],
    [[ada, bob], {}, "Switch production from premium to balanced, sort to cheap, write to cheap"],
    [[{ ...ada, "Profile-Reverts": "12" }], {}, "Roll back production from premium to balanced"],
    [[{ ...ada, "Profile-Reverts": "12" }], { from: "balanced" }, "Roll back production"],
    [[cy], { to: "premium" }, "Avoid openai in production"],
    [[bob, cy], { to: "premium" }, "Switch sort to cheap, write to cheap, avoid openai in production"],
    [[ada, cy], {}, "Switch production from premium to balanced, avoid openai"],
    [[{ ...cy, "Profile-Avoid": "openai no longer" }, cy], { to: "premium" }, "Avoid openai in production"],
  ])("%#", (requests, parts, title) => {
    expect(printPullRequestTitle(makePlan(parts), requests)).toBe(title);
  });

  it("says when something is to be", () => {
    const until = { before: null, after: { at: "2026-12-01T08:00:00Z", profile: "premium" } };
    const title = "Switch production from premium to balanced until 2026-12-01 08:00Z, then premium";
    expect(printPullRequestTitle(makePlan({ until }), [ada])).toBe(title);
    const single = "Switch production from premium to balanced, sort to cheap, write to cheap";
    expect(printPullRequestTitle(makePlan({ until }), [ada, bob])).toBe(single);
  });

  it("is no longer than a forge shows", () => {
    const tasks = Array.from({ length: 100 }, (_, index) => `task_${index}=cheap`).join(", ");
    const title = printPullRequestTitle(plan, [{ ...bob, "Profile-Overrides": tasks }]);
    expect(title).toHaveLength(200);
    expect(title).toMatch(/^Switch task_0 to cheap, task_1 to cheap, .*…$/);
  });
});
