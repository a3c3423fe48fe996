import { expect, test } from "vitest";
import { standingOf } from "./confusion.ts";
import { judgeCases } from "./judge-cases.ts";
import { releases } from "./labels.ts";

/** Names that the cases made up, and others of the same length: places stay, and nothing may hang on a name. */
const otherNames: Readonly<Record<string, string>> = {
  premium: "harbour",
  premuim: "harbuor",
  Premium: "Harbour",
  cheap: "delta",
  chaep: "detla",
  classification: "interpretation",
  backup: "spares",
  both: "duet",
  third: "fifth",
  ORACLE: "TEMPLE",
};

test("every case gets what its label demands, on every release", () => {
  expect(failing(judgeCases(releases))).toEqual([]);
}, 60_000);

test("the same mistakes under other names get the same", () => {
  const [original, renamed] = [judgeCases(["1.106.2"]), judgeCases(["1.106.2"], rename)];
  expect(renamed.map(({ name, codes }) => ({ name, codes }))).toEqual(
    original.map(({ name, codes }) => ({ name, codes })),
  );
}, 60_000);

function rename(text: string): string {
  return text.replaceAll(new RegExp(Object.keys(otherNames).join("|"), "g"), (name) => otherNames[name] ?? name);
}

function failing(judgements: ReturnType<typeof judgeCases>): string[] {
  return judgements
    .filter((judgement) => !["agrees", "differs"].includes(standingOf(judgement)))
    .map(({ name, release, expected, got, codes }) => `${name} on ${release}: ${expected}, ${got} ${codes.join(" ")}`);
}
