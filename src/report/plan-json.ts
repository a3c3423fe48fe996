import type { Plan } from "../domain/plan.ts";

/** The plan itself; its JSON form is a contract. */
export function formatPlanJson(plan: Plan): string {
  return `${JSON.stringify(plan, null, 2)}\n`;
}
