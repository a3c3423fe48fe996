import { Command, CommanderError } from "commander";
import { expect, it } from "vitest";
import { addTime, type TimeOptions } from "../../src/cli/time-options.ts";
import { timeFrom } from "../../src/operations/read-wanted-time.ts";

const now = new Date("2026-03-01T12:00:00.123Z");

function read(...words: string[]) {
  let said = "";
  const command = addTime(new Command("switch"))
    .exitOverride()
    .configureOutput({ writeErr: (text) => (said += text) });
  try {
    command.parse(words, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return said;
  }
  return timeFrom(command.opts<TimeOptions>(), now);
}

it.each([
  [[], {}],
  [["--for", "4h"], { until: "2026-03-01T16:00:00Z" }],
  [["--for", "90s"], { until: "2026-03-01T12:01:30Z" }],
  [["--until", "2026-12-01T09:00+01:00"], { until: "2026-12-01T08:00:00Z" }],
  [["--at", "2026-12-01T08:00Z"], { at: "2026-12-01T08:00:00Z" }],
  [["--at", "2026-12-01T08:00Z", "--for", "1d"], { at: "2026-12-01T08:00:00Z", until: "2026-12-02T08:00:00Z" }],
])("%j", (words, time) => {
  expect(read(...words)).toStrictEqual(time);
});

it.each([
  [["--until", "2026-12-01T08:00"], "Say the time zone: `2026-12-01T08:00Z` is UTC"],
  [["--at", "tomorrow"], "Write it like `2026-12-01T08:00Z`"],
  [["--at", "2026-02-30T08:00Z"], "Write it like `2026-12-01T08:00Z`"],
  [["--for", "4"], "Write a number from 1 to 99999 with `s`, `m`, `h` or `d`, like `4h`"],
  [["--for", "0h"], "Write a number from 1 to 99999 with"],
  [["--for", "100000d"], "Write a number from 1 to 99999 with"],
  [["--for", "-4h"], "Write a number from 1 to 99999 with"],
  [["--for", "4h", "--until", "2026-12-01T08:00Z"], "cannot be used with option '--until <moment>'"],
])("%j is refused", (words, said) => {
  expect(read(...words)).toContain(said);
});
