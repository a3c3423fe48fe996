import { mkdirSync } from "node:fs";
import { generate } from "./generate.mjs";

// Everything that the package ships is made here, into `dist/`.
mkdirSync("dist", { recursive: true });
await generate();
