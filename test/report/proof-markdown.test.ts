import { describe, expect, it } from "vitest";
import { proofMarkdown, proofSentence, type ProvedCommit } from "../../src/report/proof-markdown.ts";

const commit = "1234567890abcdef1234567890abcdef12345678";
const proven: ProvedCommit = {
  environment: "production",
  commit,
  isBack: false,
  proof: {
    outcome: "proven",
    strength: "identity",
    workers: 2,
    milliseconds: 48,
    except: ["general_settings.master_key"],
    caveats: ["Other *hosts* are not known"],
  },
};
const missing = { kind: "id", name: "s1", expected: "s1" } as const;
const unproven: ProvedCommit = {
  ...proven,
  proof: {
    outcome: "unproven",
    workers: 1,
    milliseconds: 5000,
    doubts: [
      { proxy: "http://proxy:4000", worker: "a:7", seen: "Has <another> file", differences: [missing, missing] },
      {
        proxy: "http://other:4000",
        seen: "Routes otherwise",
        differences: [{ kind: "alias", name: "sort", expected: "sort_balanced", actual: "sort_premium" }],
      },
      { proxy: "http://third:4000", seen: "Does not answer", differences: [] },
    ],
  },
};
const quick: ProvedCommit["proof"] = {
  outcome: "proven",
  strength: "content",
  workers: 1,
  milliseconds: 3,
  except: [],
  caveats: [],
};

describe("a proof in one line", () => {
  it.each([
    ["Proven live in 2 workers", proven],
    ["Proven live in 1 worker", { ...proven, proof: quick }],
    ["Not proven in time: Has <another> file", unproven],
    ["Not proven in time, the config before is back: Has <another> file", { ...unproven, isBack: true }],
    [
      "Not proven in time",
      { ...unproven, proof: { outcome: "unproven", workers: 0, milliseconds: 1, doubts: [] } } as const,
    ],
  ])("is: %s", (text, proved) => {
    expect(proofSentence(proved)).toBe(text);
  });
});

describe("a proof in a pull request", () => {
  it("says what was proven, and what not", () => {
    expect(proofMarkdown(proven))
      .toBe(`**Proven live in 2 workers**: <code>production</code>, commit <code>1234567890ab</code>

- Live except what waits for a restart&#58; general_settings.master_key
- Other &#42;hosts&#42; are not known
`);
    expect(proofMarkdown({ ...proven, proof: quick })).toBe(
      "**Proven live in 1 worker**: <code>production</code>, commit <code>1234567890ab</code>\n",
    );
  });

  it("says what was seen, everything escaped, and what was done", () => {
    expect(proofMarkdown({ ...unproven, isBack: true }))
      .toBe(`**Not proven in time**: <code>production</code>, commit <code>1234567890ab</code>

- http&#58;//proxy&#58;4000 worker a&#58;7&#58; Has &#60;another&#62; file &#40;2 differences&#41;
- http&#58;//other&#58;4000&#58; Routes otherwise &#40;1 difference&#41;
- http&#58;//third&#58;4000&#58; Does not answer

The config before went back to the proxies.
`);
    expect(proofMarkdown(unproven)).not.toContain("went back");
  });
});
