import { Failure } from "../../domain/failure.ts";
import type { ProxyAddress } from "../../domain/project.ts";
import type { Proxy } from "../../ports/proxy.ts";
import { openProxy, refusingProxy } from "./open-proxy.ts";

const reference = "os.environ/";

/** The proxy at an address whose `os.environ/NAME` references are looked up in the variables. */
export function resolveProxy(address: ProxyAddress, variables: Readonly<Record<string, string | undefined>>): Proxy {
  const look = (text: string) => (text.startsWith(reference) ? variables[text.slice(reference.length)] : text);
  const url = look(address.url);
  const key = address.key === undefined ? undefined : look(address.key);
  if (url === undefined || url === "") return refusingProxy(address.url, unset(address.url));
  if (address.key !== undefined && (key === undefined || key === "")) {
    return refusingProxy(openProxy({ url }).url, unset(address.key));
  }
  return openProxy({ url, ...(key !== undefined && { key }) });
}

function unset(text: string): Failure {
  const name = text.slice(reference.length);
  return new Failure(
    "variable-unset",
    `Variable \`${name}\`, which \`proxies\` names, is unset`,
    "Start the proxy with `npm start`, which sets it for this project, or export it",
  );
}
