import type { ProgressEvent } from "../domain/progress.ts";

/** One line for people about a step, without its end; undefined where the end of the command says it all. */
export function progressLine(event: ProgressEvent): string | undefined {
  if (event.step === "proposing") return `Bringing the change to branch \`${event.branch}\``;
  return event.step === "proposed" ? undefined : deliveryLine(event);
}

type ReviewStep = { readonly step: "proposing" | "proposed" };

function deliveryLine(event: Exclude<ProgressEvent, ReviewStep>): string | undefined {
  switch (event.step) {
    case "preflight":
      return `Asking ${many(event.proxies, "the proxy", "proxies")}`;
    case "probing":
      if (event.groups === 0) return "No group can be called beforehand";
      return `Calling ${many(event.groups, "the group", "groups")} once`;
    case "committed":
      return `Committed ${event.commit.slice(0, 12)}`;
    case "delivered":
      return `Delivered to ${event.path}`;
    case "proving":
      return `Waiting up to ${event.seconds} s for every worker`;
    case "going back":
      return `${event.reason}: going back`;
    case "pushing":
      return `Pushing to \`${event.remote}\``;
    case "recovered":
      return `Finished what an interrupted switch left behind: ${event.what}`;
    case "planned":
    case "proof":
    default:
      return undefined;
  }
}

function many(count: number, one: string, several: string): string {
  return count === 1 ? one : `${count} ${several}`;
}
