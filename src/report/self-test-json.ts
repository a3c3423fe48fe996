import type { SelfTest } from "../domain/self-test.ts";

export function selfTestJson(result: SelfTest): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
