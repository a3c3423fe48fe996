import { expect, it } from "vitest";
import type { PullRequest } from "../../src/domain/pull-request.ts";
import { endedPullRequestText, pullRequestListText, pullRequestText } from "../../src/report/pull-request-text.ts";

const pull: PullRequest = {
  number: 12,
  url: "https://example.org/pull/12",
  state: "open",
  title: "Switch default",
  body: "<!-- litellm-profiles: {} -->\n\nFirst\n\nsecond\u001b[31m\n",
  head: "litellm-profiles/default",
  head_commit: "1a2b3c4d5e6f7890",
  base: "main",
  author: "Ada",
  merge_commit: null,
  updated_at: "2026-01-02T03:04:05Z",
};

it("shows a pull request with its body", () => {
  expect(pullRequestText(pull)).toBe(`Pull request 12, open: Switch default
  litellm-profiles/default (1a2b3c4d5e6f) into main, by Ada, 2026-01-02T03:04:05Z
  https://example.org/pull/12

First

second\uFFFD[31m
`);
});

it("names the commit that merged it, and no page where there is none", () => {
  expect(pullRequestText({ ...pull, url: null, state: "merged", merge_commit: "abcdef0123456789", body: "" }))
    .toBe(`Pull request 12, merged by commit abcdef012345: Switch default
  litellm-profiles/default (1a2b3c4d5e6f) into main, by Ada, 2026-01-02T03:04:05Z


`);
});

const heading = "  litellm-profiles/default (1a2b3c4d5e6f) into main, by Ada, 2026-01-02T03:04:05Z\n";
const ended = { ...pull, url: null, state: "merged", merge_commit: "abcdef0123456789" } as const;

it("says what comes after a merge, and not what was asked for", () => {
  const first = `Pull request 12, merged by commit abcdef012345: Switch default\n${heading}`;
  const then = "Next, where no agent or workflow does it: ";
  const next = `The proxies do not know of it yet. ${then}`;
  expect(endedPullRequestText(ended)).toBe(`${first}\n${next}\`npx litellm-profiles deliver\`\n`);
  expect(endedPullRequestText({ ...ended, url: "https://example.org/pull/12" })).toBe(
    `${first}  https://example.org/pull/12\n\n${next}\`git pull\`, then \`npx litellm-profiles deliver\`\n`,
  );
  const staging = endedPullRequestText({ ...ended, head: "litellm-profiles-break-glass/staging" });
  expect(staging).toContain(
    `\nWhat it has put in force stays. ${then}\`npx litellm-profiles deliver --environment staging\`\n`,
  );
  expect(endedPullRequestText({ ...ended, head: "by-hand" })).not.toContain("Next");
});

it("says that `due` comes after closing what broke the glass", () => {
  const closed = { ...pull, url: null, state: "closed" } as const;
  expect(endedPullRequestText(closed)).toBe(`Pull request 12, closed: Switch default\n${heading}`);
  expect(endedPullRequestText({ ...closed, head: "litellm-profiles-break-glass/default" })).toContain(
    "\nNext, where no agent or workflow has done it: `npx litellm-profiles due` brings back what was there before\n",
  );
});

it("lists one a line", () => {
  expect(pullRequestListText([pull, { ...pull, number: 3, state: "closed", title: "Evil\u001b[2J" }]))
    .toBe(`12  open    2026-01-02T03:04:05Z  Ada  Switch default
3   closed  2026-01-02T03:04:05Z  Ada  Evil\uFFFD[2J
`);
  expect(pullRequestListText([])).toBe("No pull request is open\n");
});
