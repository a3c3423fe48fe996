import { expect, test } from "vitest";
import { settleConditions } from "../../src/agent/settle-conditions.ts";

test("conditions keep the moment since which they are so, whatever the reason is now", () => {
  const before = settleConditions(
    [],
    [
      { type: "Fetched", status: "true", reason: "ahead", message: "New" },
      { type: "Valid", status: "true", reason: "no-errors", message: "Well" },
    ],
    "2026-01-02T12:00:00.000Z",
  );
  const after = settleConditions(
    before,
    [
      { type: "Valid", status: "false", reason: "sources-invalid", message: "Wrong" },
      { type: "Fetched", status: "true", reason: "up-to-date", message: "Old" },
    ],
    "2026-01-02T12:00:30.000Z",
  );
  const unknown = { status: "unknown", reason: "not-reached", message: "The pass did not come that far" };
  expect(after).toEqual([
    { type: "Fetched", status: "true", reason: "up-to-date", message: "Old", since: "2026-01-02T12:00:00.000Z" },
    { type: "Valid", status: "false", reason: "sources-invalid", message: "Wrong", since: "2026-01-02T12:00:30.000Z" },
    { type: "Delivered", ...unknown, since: "2026-01-02T12:00:00.000Z" },
    { type: "Proven", ...unknown, since: "2026-01-02T12:00:00.000Z" },
    { type: "Reported", ...unknown, since: "2026-01-02T12:00:00.000Z" },
  ]);
});

test("what is still to be told stays so over a pass that does not come that far", () => {
  const message = "Pull request 7 does not say what became of its commit yet";
  const before = settleConditions(
    [],
    [{ type: "Reported", status: "false", reason: "not-told", message }],
    "2026-01-02T12:00:00.000Z",
  );
  const after = settleConditions(
    before,
    [{ type: "Fetched", status: "false", reason: "remote-unreachable", message: "No" }],
    "2026-01-02T12:00:30.000Z",
  );
  expect(after.at(-1)).toEqual({
    type: "Reported",
    status: "false",
    reason: "not-told",
    message,
    since: "2026-01-02T12:00:00.000Z",
  });
});
