import type { Row } from "../measurement.ts";
import { aliasRow } from "./alias.ts";
import { historyRow } from "./history.ts";
import { lintRow } from "./lint.ts";
import { loadRow } from "./load.ts";
import { memoryRow } from "./memory.ts";
import { renameRow } from "./rename.ts";
import { renderRow } from "./render.ts";
import { switchRow } from "./switch.ts";
import { validateRow } from "./validate.ts";

/** All subjects, in the order in which they are measured and shown. */
export const rows: readonly Row[] = [
  switchRow,
  renameRow,
  loadRow,
  validateRow,
  lintRow,
  renderRow,
  historyRow,
  aliasRow,
  memoryRow,
];
