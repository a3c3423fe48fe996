import type { Command } from "commander";
import type { Run } from "../output.ts";
import { addDeliver } from "./deliver.ts";
import { addHistory } from "./history.ts";
import { addHook } from "./hook.ts";
import { addList } from "./list.ts";
import { addPlan } from "./plan.ts";
import { addRender } from "./render.ts";
import { addRollback } from "./rollback.ts";
import { addStatus } from "./status.ts";
import { addSwitch } from "./switch.ts";
import { addValidate } from "./validate.ts";
import { addVerify } from "./verify.ts";

/** Every command, in the order in which the help lists them. */
export const commands: readonly ((program: Command, run: Run) => void)[] = [
  addValidate,
  addRender,
  addPlan,
  addSwitch,
  addStatus,
  addVerify,
  addDeliver,
  addHistory,
  addRollback,
  addList,
  addHook,
];
