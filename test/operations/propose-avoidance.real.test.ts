import { describe, expect, it } from "vitest";
import { parseSwitchMessage } from "../../src/domain/switch-message.ts";
import { avoidProvider } from "../../src/operations/avoid-provider.ts";
import type { AvoidRequest } from "../../src/operations/avoid-request.ts";
import { bringDue } from "../../src/operations/bring-due.ts";
import { mergePullRequest } from "../../src/operations/merge-pull-request.ts";
import { openReviews } from "../../src/operations/open-reviews.ts";
import { readHistory } from "../../src/operations/read-history.ts";
import { switchProfile } from "../../src/operations/switch-profile.ts";
import type { World } from "../../src/ports/world.ts";
import { git } from "../adapters/git/git-repository.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { withOutputs } from "../fakes/memory-world.ts";
import { asPerson, branch, makeReviewedProject, reviewedSources, show } from "../fakes/reviewed-project.ts";

const file = "environments/default.yaml";
const output = "litellm_config.yaml";
const [noon, one, two, three] = [
  "2026-01-02T12:00:00Z",
  "2026-01-02T13:00:00Z",
  "2026-01-02T14:00:00Z",
  "2026-01-02T15:00:00Z",
] as const;
const outage: AvoidRequest = { environment: "default", provider: "openai", seconds: 7200, reason: "Their\noutage" };
/** `synthesis` has a fallback without openai. */
const sources: Readonly<Record<string, string>> = {
  ...reviewedSources,
  "profiles/premium.yaml":
    reviewedSources["profiles/premium.yaml"]?.replace(/fallbacks: .*/, "fallbacks: [other]") ?? "",
  "profiles/other.yaml": `tasks:
  classification: [{model: anthropic/claude-haiku-4-5}]
  synthesis: [{model: anthropic/claude-haiku-4-5}]
`,
};
const before = sources[file] ?? "";

function at(world: World, moment: string = noon): World {
  return { ...world, clock: manualClock(moment) };
}

async function pulls(world: World, state: "open" | "all" = "open") {
  return (await openReviews(world)).forge.list({ state });
}

async function people() {
  const folder = makeReviewedProject(sources);
  return { folder, ada: await asPerson(folder, "Ada"), bob: await asPerson(folder, "Bob") };
}

function said(folder: string) {
  return parseSwitchMessage(git(folder, ["log", "-1", "--format=%B", branch]));
}

describe("avoiding a provider, where switches are reviewed", () => {
  it("is asked for by the environment's pull request, and in force when it is merged", async () => {
    const { folder, ada } = await people();
    const result = await avoidProvider(at(ada), outage);
    expect(result).toMatchObject({
      outcome: "proposed",
      success: true,
      reload_successful: false,
      pull_request: { number: 1, action: "opened", title: "Avoid openai in default" },
    });
    const text = before.replace("best\n", `best\navoid:\n  openai: {until: "${two}", reason: "Their outage"}\n`);
    expect(show(folder, branch, file)).toBe(text);
    expect(show(folder, branch, output)).toContain("\n    synthesis: synthesis_other\n");
    expect(show(folder, "main", file)).toBe(before);
    expect(said(folder)).toMatchObject([
      {
        "Profile-From": "premium",
        "Profile-To": "premium",
        "Profile-Avoid": `openai until ${two}`,
        "Profile-Reason": "Their outage",
        "Profile-By": "Ada <ada@example.com>",
      },
    ]);
    const [pull] = await pulls(ada);
    expect(pull?.body).toContain(
      "- Ada asks that <code>openai</code> be avoided until 2026-01-02 14:00Z: <code>Their outage</code>",
    );
    const again = await avoidProvider(at(ada), outage);
    expect(again.pull_request).toMatchObject({ number: 1, action: "unchanged" });
    await mergePullRequest(at(ada), 1);
    expect(show(folder, "main", file)).toBe(text);
    expect((await readHistory(ada.store, { environment: "default" }))[0]).toMatchObject({
      avoid: [{ provider: "openai", until: two }],
      by: "Ada <ada@example.com>",
      pull_request: 1,
    });
  });

  it("is refused to somebody else, unless they take its place", async () => {
    const { folder, ada, bob } = await people();
    await avoidProvider(at(ada), outage);
    const longer = { ...outage, seconds: 10_800 };
    await expect(avoidProvider(at(bob), longer)).rejects.toMatchObject({
      code: "request-taken",
      message: "Ada <ada@example.com> has asked to avoid `openai` in environment `default` already",
      hint: "Talk to them, or take its place by `--replace`",
    });
    const replaced = await avoidProvider(at(bob), { ...longer, replace: true });
    expect(replaced.pull_request).toMatchObject({ number: 1, action: "updated" });
    expect(said(folder)).toMatchObject([
      { "Profile-Avoid": `openai until ${three}`, "Profile-By": "Bob <bob@example.com>" },
    ]);
  });

  it("is taken back before it is merged, and then nothing is asked for", async () => {
    const { ada, bob } = await people();
    await avoidProvider(at(ada), outage);
    await expect(avoidProvider(at(bob), { ...outage, seconds: "end" })).rejects.toMatchObject({
      code: "request-taken",
    });
    const { outcome } = await avoidProvider(at(ada), { ...outage, seconds: "end" });
    expect(outcome).toBe("withdrawn");
    expect(await pulls(ada)).toHaveLength(0);
    await expect(avoidProvider(at(ada), { ...outage, seconds: "end" })).rejects.toMatchObject({
      code: "unknown-provider",
    });
  });

  it("stands beside what others ask for profiles and tasks", async () => {
    const { folder, ada, bob } = await people();
    await switchProfile(at(ada), { environment: "default", profile: "balanced" });
    await switchProfile(at(ada), { environment: "default", profile: "cheap", tasks: ["synthesis"] });
    const { pull_request } = await avoidProvider(at(bob), outage);
    expect(pull_request).toMatchObject({
      number: 1,
      action: "updated",
      title: "Switch default from premium to balanced, synthesis to cheap, avoid openai",
    });
    expect(said(folder).map((block) => [block["Profile-To"], block["Profile-By"]])).toEqual([
      ["balanced", "Ada <ada@example.com>"],
      ["premium", "Ada <ada@example.com>"],
      ["premium", "Bob <bob@example.com>"],
    ]);
    await mergePullRequest(at(ada), 1);
    expect(show(folder, "main", file)).toMatch(
      /^active: balanced.*\navoid:\n {2}openai: .*\noverrides:\n {2}synthesis: cheap$/m,
    );
  });

  it("is not merged when its time is over", async () => {
    const { folder, ada } = await people();
    await avoidProvider(at(ada), outage);
    await expect(mergePullRequest(at(ada, two), 1)).rejects.toMatchObject({
      code: "plan-outdated",
      message: `Pull request 1 is for a time that ended at \`${two}\``,
    });
    expect(show(folder, "main", file)).toBe(before);
  });

  it("ends by `due`, or sooner by a pull request", async () => {
    const { folder, ada } = await people();
    await avoidProvider(at(ada), outage);
    await mergePullRequest(at(ada), 1);
    const { pull_request } = await avoidProvider(at(ada, one), { ...outage, seconds: "end" });
    expect(pull_request).toMatchObject({ number: 2, title: "Ask openai again in default" });
    const [due] = (await bringDue(at(ada, three), { environment: "default" })).environments;
    expect(due).toMatchObject({ due: [{ kind: "asks" }], result: { pull_request: { number: 2, action: "updated" } } });
    await mergePullRequest(at(ada, three), 2);
    expect([show(folder, "main", file), show(folder, "main", output)]).toEqual([before, withOutputs(sources)[output]]);
    const [then] = (await bringDue(at(ada, three), { environment: "default" })).environments;
    expect(then).toMatchObject({ due: [], next: null, result: null });
  });

  it("may be asked for by a pull request where switches are direct", async () => {
    const folder = makeReviewedProject({ ...sources, [file]: `${before}switch: direct\n` });
    const ada = await asPerson(folder, "Ada");
    const { pull_request } = await avoidProvider(at(ada), { ...outage, mode: "pull_request" });
    expect(pull_request).toMatchObject({ number: 1 });
    expect((await avoidProvider(at(ada), outage)).outcome).toBe("switched");
  });

  it("names a provider that exists", async () => {
    const { ada } = await people();
    await expect(avoidProvider(at(ada), { ...outage, provider: "opnai" })).rejects.toMatchObject({
      code: "unknown-provider",
      hint: "Did you mean `openai`?",
    });
  });
});
