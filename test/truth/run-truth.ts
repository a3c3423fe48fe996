import { confusionTable, differences, isTrue } from "./confusion.ts";
import { judgeCases } from "./judge-cases.ts";
import { releases } from "./labels.ts";

/** `npm run truth -- [RELEASE…]`: every case against its label, on the releases named, or on all. */
const asked = process.argv.slice(2);
const wanted = releases.filter((release) => asked.length === 0 || asked.includes(release));
const judgements = judgeCases(wanted);
const tables = wanted.map((release) => confusionTable(release, judgements));
process.stdout.write(`${[...tables, differences(judgements)].join("\n")}\n`);
process.exitCode = isTrue(judgements) ? 0 : 1;
