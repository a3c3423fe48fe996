import { lookup } from "node:dns/promises";
import { Failure } from "../../domain/failure.ts";
import type { ProxyAddress } from "../../domain/project.ts";
import type { Proxy } from "../../ports/proxy.ts";
import { openEveryAddress, type LookUp } from "./open-every-address.ts";
import { openProxy, refusingProxy } from "./open-proxy.ts";

const reference = "os.environ/";

type Variables = Readonly<Record<string, string | undefined>>;

const lookUpAll: LookUp = (name) => lookup(name, { all: true });

/**
 * The proxy at an address whose `os.environ/NAME` references are looked up in the variables; with `resolve: dns`, all
 * proxies that its name leads to.
 */
export function resolveProxy(address: ProxyAddress, variables: Variables, lookUp = lookUpAll): Proxy {
  const look = (text: string) => (text.startsWith(reference) ? variables[text.slice(reference.length)] : text);
  const url = look(address.url);
  const key = address.key === undefined ? undefined : look(address.key);
  if (url === undefined || url === "") return refusingProxy(address.url, unset(address.url));
  if (address.key !== undefined && (key === undefined || key === "")) {
    return refusingProxy(openProxy({ url }).url, unset(address.key));
  }
  const place = { url, ...(key !== undefined && { key }) };
  return address.resolve === "dns" ? openEveryAddress(place, lookUp) : openProxy(place);
}

function unset(text: string): Failure {
  const name = text.slice(reference.length);
  return new Failure(
    "variable-unset",
    `Variable \`${name}\`, which \`proxies\` names, is unset`,
    "Start the proxy with `npm start`, which sets it for this project, or export it",
  );
}
