import { expect, it } from "vitest";
import { createToken } from "../../../src/operations/create-token.ts";
import { deliver } from "../../../src/operations/deliver.ts";
import { manualClock } from "../../fakes/manual-clock.ts";
import { asPerson, commitByHand, makeReviewedProject, reviewedSources } from "../../fakes/reviewed-project.ts";
import { expectAnswer, openControlPlaneOver } from "../control-plane.ts";

const until = "2026-01-02T14:00:00Z";
const emergency = { profile: "cheap", break_glass: true, reason: "INC-4711", for: "2h" };

/** A control plane over real git, where one of two tokens may break the glass. */
async function open() {
  const folder = makeReviewedProject();
  const world = { ...(await asPerson(folder, "Ada")), clock: manualClock("2026-01-02T12:00:00Z") };
  const { tokens, get, post } = await openControlPlaneOver(world, { local: false });
  const pager = await createToken(tokens, world, { name: "pager", role: "admin" });
  const other = await createToken(tokens, world, { name: "other", role: "admin" });
  const project = reviewedSources["litellm-profiles.yaml"] ?? "";
  const listed = `${project}break_glass: [token-${pager.stored.id}@localhost]\n`;
  commitByHand(folder, { "litellm-profiles.yaml": listed });
  await deliver(world, "default");
  return { get, post, pager, other };
}

function as({ token }: { readonly token: string }) {
  return { authorization: `Bearer ${token}` };
}

it("breaks the glass for a token that the project lists, and says who, why and until when", async () => {
  const { get, post, pager } = await open();
  const answer = await post("switch", emergency, as(pager));
  expect(answer.statusCode).toBe(200);
  expectAnswer("SwitchAnswer", answer.json());
  expect(answer.json()).toMatchObject({
    success: true,
    to_profile: "cheap",
    pull_request: { number: 1, state: "open", branch: "litellm-profiles-break-glass/default" },
    warnings: ["`default` is overridden until 2026-01-02 14:00Z by pager (INC-4711), pull request 1"],
  });
  const status = await get("status?fresh=true", as(pager));
  expectAnswer("StatusAnswer", status.json());
  expect(status.json().break_glass).toMatchObject({
    profile: "cheap",
    before: "premium",
    until,
    by: `pager <token-${pager.stored.id}@localhost>`,
    reason: "INC-4711",
    pull_request: 1,
  });
});

it.each([
  [{ ...emergency, reason: " " }, "Breaking the glass needs a reason", "Give a reason, like `INC-4711`"],
  [
    { profile: "cheap", break_glass: true, reason: "INC-4711" },
    "Breaking the glass needs an end",
    "Say for how long, like `2h`, or until when",
  ],
  [
    { ...emergency, mode: "pull_request" },
    "Breaking the glass is a direct switch",
    "Ask for no pull request: leave out the `mode`",
  ],
])("refuses %j", async (body, detail, hint) => {
  const { post, pager } = await open();
  const answer = await post("switch", body, as(pager));
  expect(answer.statusCode).toBe(403);
  expect(answer.json()).toMatchObject({ code: "break-glass-refused", detail, hint });
});

it("refuses a token that the project does not list", async () => {
  const { post, pager, other } = await open();
  const answer = await post("switch", emergency, as(other));
  expect(answer.statusCode).toBe(403);
  expectAnswer("Problem", answer.json());
  expect(answer.json()).toMatchObject({
    code: "break-glass-refused",
    detail: `other <token-${other.stored.id}@localhost> may not break the glass here`,
    hint: `Ask one of token-${pager.stored.id}@localhost: \`break_glass\` in \`litellm-profiles.yaml\` lists them`,
  });
});
