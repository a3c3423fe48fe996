import { expect, test } from "vitest";
import type { Examination } from "../../src/domain/examination.ts";
import { examinationJson } from "../../src/report/examination-json.ts";
import { examinationText } from "../../src/report/examination-text.ts";

const examination: Examination = {
  version: 1,
  environment: "default",
  checks: [
    { check: "workers", state: "ok", message: "All is well", fix: null },
    { check: "mount", state: "error", message: "It is \u001b[31mbad", fix: "Mend it" },
  ],
};

test("a line for each check, and its fix below", () => {
  expect(examinationText(examination, { colour: false })).toBe(
    "ok     workers  All is well\nerror  mount    It is \uFFFD[31mbad\n         Mend it\n",
  );
});

test("the state is coloured", () => {
  expect(examinationText(examination, { colour: true })).toContain("\u001b[31merror\u001b[39m  mount");
});

test("as JSON it is the value itself", () => {
  expect(JSON.parse(examinationJson(examination))).toEqual(examination);
});
