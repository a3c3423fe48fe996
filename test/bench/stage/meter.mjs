import { writeFileSync } from "node:fs";

/** Loaded into a program by `--import`: it writes down at its end what it has used. */
process.on("exit", () => writeFileSync(process.env.BENCH_USAGE, JSON.stringify(process.resourceUsage())));
