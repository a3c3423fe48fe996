import { Refusal } from "../problems/problem-of.ts";

/** What of a call tells where it comes from; header names in lower case. */
export interface Origins {
  readonly remoteAddress: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

const loopbackAddress = /^(?:127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3})$/;
const localHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;
/** Headers of a proxy in front, whose callers come from anywhere. */
const forwarding = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

/**
 * Why a call without a token is not one of a program on this machine; undefined where it is. A web page is no such
 * program: neither one that comes by a name of its own for this address, nor one that sends its browser here.
 */
export function refuseRemote({ remoteAddress = "", headers }: Origins): Refusal | undefined {
  const { host, origin, "sec-fetch-site": site } = headers;
  if (!loopbackAddress.test(remoteAddress)) return refuse("The call comes from another machine");
  if (forwarding.some((name) => headers[name] !== undefined)) return refuse("A proxy has forwarded the call");
  if (typeof host !== "string" || !localHost.test(host)) return refuse("The header `Host` names another machine");
  if (origin !== undefined && origin !== `http://${host}`) return refuse("A web page of another origin has called");
  if (site !== undefined && site !== "same-origin" && site !== "none") return refuse("Another web page has called");
  return undefined;
}

function refuse(message: string): Refusal {
  return new Refusal("not-local", message, {
    hint: "Call `http://localhost` from this machine, or send a token: `litellm-profiles token create --help`",
  });
}
