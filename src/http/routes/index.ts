import type { Route } from "../route.ts";
import { historyRoute } from "./history.ts";
import { listRoute } from "./list.ts";
import { planRoute } from "./plan.ts";
import { statusRoute } from "./status.ts";
import { switchRoute } from "./switch.ts";

/** Every route below `/admin/profiles`, in the order in which the documentation lists them. */
export const routes: readonly Route[] = [switchRoute, statusRoute, listRoute, planRoute, historyRoute];
