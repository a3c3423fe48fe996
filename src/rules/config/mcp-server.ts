import { isJsonObject } from "../../domain/json.ts";
import { nameHint } from "../../sources/nearest-name.ts";
import type { Rule } from "../rule.ts";
import { executed } from "./executed.ts";
import { sectionOf, type ConfigSubject } from "./subject.ts";

const transports = ["http", "sse", "stdio"];
const aborts = executed("LiteLLM aborts at start");

export const mcpServer: Rule<ConfigSubject> = {
  code: "mcp-server",
  severity: "error",
  summary: "An MCP server has a name without `-`, and a transport that LiteLLM has",
  *check({ config, placeOf }) {
    for (const [name, server] of Object.entries(sectionOf(config, "mcp_servers"))) {
      const path = ["mcp_servers", name];
      if (name.includes("-")) {
        const hint = `Write \`${name.replaceAll("-", "_")}\``;
        yield {
          place: placeOf(path, "key"),
          message: `MCP server \`${name}\` has a \`-\` in its name; ${aborts}`,
          hint,
        };
      }
      const transport = isJsonObject(server) ? server["transport"] : undefined;
      if (typeof transport !== "string" || transports.includes(transport) || transport.startsWith("os.environ/"))
        continue;
      yield {
        place: placeOf([...path, "transport"]),
        message: `\`${transport}\` is no transport of an MCP server; ${aborts}`,
        hint: nameHint(transport, transports, "transports"),
      };
    }
  },
};
