import type { PrometheusAddress } from "../../domain/project.ts";
import type { TrafficSource } from "../../ports/traffic-source.ts";
import { openPrometheus, unknownTraffic } from "./open-prometheus.ts";

const reference = "os.environ/";

type Variables = Readonly<Record<string, string | undefined>>;

/** The server at an address whose `os.environ/NAME` references are looked up; what is wrong with it is told when it is asked. */
export function resolvePrometheus({ url, key, labels }: PrometheusAddress, variables: Variables): TrafficSource {
  const look = (text: string) => (text.startsWith(reference) ? variables[text.slice(reference.length)] : text) ?? "";
  const unset = [url, key ?? ""].find((text) => text.startsWith(reference) && look(text) === "");
  if (unset !== undefined) {
    return unknownTraffic(`Variable \`${unset.slice(reference.length)}\`, which \`prometheus\` names, is unset`);
  }
  const refusal = refuseUrl(look(url));
  if (refusal !== undefined) return unknownTraffic(refusal);
  return openPrometheus({ url: look(url), labels, ...(key !== undefined && { key: look(key) }) });
}

/** Undefined for an address that can be asked, and shown. */
function refuseUrl(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return "The address of Prometheus is no `http:` or `https:` URL";
  }
  if (url.username + url.password !== "") {
    return `The address of Prometheus on \`${url.host}\` holds a user or a password: name a token in \`prometheus.key\``;
  }
  // Its API's paths come after it; and a token may stand there.
  return url.search + url.hash === ""
    ? undefined
    : `The address of Prometheus on \`${url.host}\` goes on after its path: leave \`?\` and \`#\` out`;
}
