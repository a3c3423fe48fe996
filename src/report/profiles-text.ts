import type { DescribedGroup, DescribedProfile, PriceRange } from "../domain/described-profile.ts";
import { alignColumns } from "./align-columns.ts";
import { momentWords } from "./moment-words.ts";
import { amountWords } from "./plan-words.ts";
import { printable } from "./printable.ts";

/** Capabilities that a line names; the rest is counted. */
const mostNamed = 4;

/** Profiles for a terminal, a block each: what it is for, where it is in force, what it costs, and its groups. */
export function formatProfilesText(profiles: readonly DescribedProfile[]): string {
  return profiles.map((profile) => `${linesOf(profile).map(printable).join("\n")}\n`).join("\n");
}

function linesOf(profile: DescribedProfile): string[] {
  const { name, description, summary, groups, disabled } = profile;
  const about = [metadataWords(profile), placeWords(profile), summaryWords(summary)].filter((line) => line !== "");
  const rows = [
    ...Object.entries(groups).map(groupRow),
    ...Object.entries(disabled).map(([task, reason]) => [task, "disabled", reason]),
  ];
  return [
    [name, description].filter((part) => part !== "").join(": "),
    ...about.map((line) => `  ${line}`),
    ...alignColumns(rows).map((line) => `    ${line}`),
  ];
}

function metadataWords({ metadata }: DescribedProfile): string {
  return Object.entries(metadata)
    .map(([key, value]) => `${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
}

function placeWords({ active_in, answers_in, moments }: DescribedProfile): string {
  const active = active_in.length === 0 ? [] : [`active in ${active_in.join(", ")}`];
  const overriding = Object.entries(answers_in).map(([name, tasks]) => `answers ${tasks.join(", ")} in ${name}`);
  const times = moments.map(({ environment, at, kind }) => `${kind} in ${environment} at ${momentWords(at)}`);
  return [...active, ...overriding, ...times].join("; ");
}

function summaryWords({ input_usd_per_million, output_usd_per_million, capabilities }: DescribedProfile["summary"]) {
  const prices = `per million tokens ${rangeWords(input_usd_per_million)} in, ${rangeWords(output_usd_per_million)} out`;
  if (capabilities.length === 0) return prices;
  const more = capabilities.length > mostNamed ? ` and ${capabilities.length - mostNamed} more` : "";
  return `${prices}; all have ${capabilities.slice(0, mostNamed).join(", ")}${more}`;
}

function rangeWords(range: PriceRange | null): string {
  if (range === null) return "unknown";
  const [least, most] = [amountWords(range.least), amountWords(range.most)];
  return least === most ? `${least} USD` : `${least}–${most} USD`;
}

function groupRow([task, group]: readonly [string, DescribedGroup]): string[] {
  const { input_usd_per_million: input, output_usd_per_million: output } = group;
  return [task, group.group, group.models.join(", "), `${priceWords(input)} / ${priceWords(output)} USD`];
}

function priceWords(usd: number | null): string {
  return usd === null ? "unknown" : amountWords(usd);
}
