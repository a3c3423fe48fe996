import { mostListeners } from "../events/event-streams.ts";
import { Refusal } from "../problems/problem-of.ts";
import type { Route } from "../route.ts";

/** When the events end, so does the connection: a server that stops waits for none. */
const eventHeaders = { "content-type": "text/event-stream; charset=utf-8", connection: "close" };

export const eventsRoute: Route = {
  method: "GET",
  path: "/events",
  role: "viewer",
  summary: "Follow every change that this control plane makes, as server-sent events",
  description:
    "`requested`, `committed`, `delivered`, `applied` per worker, `proven` or `not proven`, `rolled back`, `proposed`, `ended` or `failed`; `data` is a `ControlEvent`. `Last-Event-ID` brings what was missed, up to 1,000 events of this run of the server. What other programs change shows in `GET status` and `GET history`.",
  takes: {},
  answers: {
    200: {
      says: "Events, until the caller goes, its token is revoked, or the server stops",
      also: ["text/event-stream"],
    },
  },
  mentions: ["ControlEvent"],
  problems: [],
  async answer({ streams, isStillLetIn }, { headers, who }) {
    const lastId = headers["last-event-id"];
    const body = streams.open({
      lastId: typeof lastId === "string" ? lastId : undefined,
      mayListen: () => isStillLetIn(who),
    });
    if (body === undefined) throw tooMany();
    return { status: 200, body, headers: eventHeaders };
  },
};

function tooMany(): Refusal {
  return new Refusal("overloaded", `${mostListeners} callers follow already`, {
    hint: "Try again later, or poll `GET /admin/profiles/status`",
    retry: "later",
  });
}
