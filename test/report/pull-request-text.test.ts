import { expect, it } from "vitest";
import type { PullRequest } from "../../src/domain/pull-request.ts";
import { pullRequestListText, pullRequestText } from "../../src/report/pull-request-text.ts";

const pull: PullRequest = {
  number: 12,
  url: "https://example.org/pull/12",
  state: "open",
  title: "Switch default",
  body: "First\n\nsecond\u001b[31m\n",
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

it("lists one a line", () => {
  expect(pullRequestListText([pull, { ...pull, number: 3, state: "closed", title: "Evil\u001b[2J" }]))
    .toBe(`12  open    2026-01-02T03:04:05Z  Ada  Switch default
3   closed  2026-01-02T03:04:05Z  Ada  Evil\uFFFD[2J
`);
  expect(pullRequestListText([])).toBe("No pull request is open\n");
});
