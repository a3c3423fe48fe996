import type { Section } from "../section.ts";
import { apiEndpoints } from "./api-endpoints.ts";
import { configuration } from "./configuration.ts";
import { switching } from "./switching.ts";
import { taskAliases } from "./task-aliases.ts";
import { workflow } from "./workflow.ts";

/** In the order in which they run. */
export const sections: readonly Section[] = [apiEndpoints, configuration, switching, taskAliases, workflow];
