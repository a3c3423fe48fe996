import type { Route } from "../route.ts";
import { configRoute } from "./config.ts";
import { eventsRoute } from "./events.ts";
import { historyRoute } from "./history.ts";
import { listRoute } from "./list.ts";
import { planRoute } from "./plan.ts";
import { profileStatsRoute } from "./profile-stats.ts";
import { reloadRoute } from "./reload.ts";
import { rollbackRoute } from "./rollback.ts";
import { statsRoute } from "./stats.ts";
import { statusRoute } from "./status.ts";
import { switchRoute } from "./switch.ts";
import { validateGivenRoute } from "./validate-given.ts";
import { validateRoute } from "./validate.ts";

/** Every route below `/admin/profiles`, in the order in which the documentation lists them. */
export const routes: readonly Route[] = [
  switchRoute,
  statusRoute,
  listRoute,
  validateRoute,
  validateGivenRoute,
  configRoute,
  planRoute,
  statsRoute,
  profileStatsRoute,
  reloadRoute,
  historyRoute,
  rollbackRoute,
  eventsRoute,
];
