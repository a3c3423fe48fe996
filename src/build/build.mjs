import { mkdirSync } from "node:fs";

// Everything that the package ships is made here, into `dist/`.
mkdirSync("dist", { recursive: true });
