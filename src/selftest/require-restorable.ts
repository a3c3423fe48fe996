import { Failure } from "../domain/failure.ts";
import type { Found } from "./found.ts";

/**
 * Throws `not-restorable` where the environment waits for a moment: any switch ends a temporary one, and nothing says
 * whether a scheduled one comes while profiles are tried.
 */
export function requireRestorable({ declared }: Pick<Found, "declared">, environment: string): void {
  const { profile, until, scheduled } = declared;
  if (until !== null) {
    throw refusal(
      `Environment \`${environment}\` is on \`${profile}\` until \`${until.at}\`, and a switch would make it forget that`,
      `Wait for that moment, end it now (\`npx litellm-profiles switch ${until.profile} -e ${environment}\`), or test another environment`,
    );
  }
  if (scheduled !== null) {
    throw refusal(
      `Environment \`${environment}\` is to switch to \`${scheduled.profile}\` at \`${scheduled.at}\`, which may come in the middle of the test`,
      `Wait for that moment, call it off (\`npx litellm-profiles switch ${profile} -e ${environment} --clear-scheduled\`), or test another environment`,
    );
  }
}

function refusal(message: string, hint: string): Failure {
  return new Failure("not-restorable", message, hint);
}
