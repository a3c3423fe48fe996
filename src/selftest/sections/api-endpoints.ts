import { requireSame, requireThat } from "../mismatch.ts";
import type { Section } from "../section.ts";

export const apiEndpoints: Section = {
  name: "API endpoints",
  checks: ({ call, read, about }) => [
    {
      name: "`GET /healthz` says that the process answers",
      async run() {
        const { status, text } = await call("/healthz");
        requireSame("The answer", [status, text], [200, '{"status":"ok"}']);
      },
    },
    {
      name: "`GET /readyz` says that a switch could be made",
      async run() {
        const { status, text } = await call("/readyz");
        requireThat(status === 200, `It answers ${status}: ${text}`);
      },
    },
    {
      name: "`GET /openapi.json` describes every call, as OpenAPI 3.1",
      async run() {
        const { text } = await call("/openapi.json");
        const { openapi, paths }: { openapi?: string; paths?: object } = JSON.parse(text);
        requireSame("The version", openapi, "3.1.0");
        const missing = ["switch", "status", "list", "validate", "config", "reload", "history", "rollback"].filter(
          (path) => !Object.hasOwn(paths ?? {}, `/admin/profiles/${path}`),
        );
        requireSame("What it leaves out", missing, []);
      },
    },
    {
      name: "`GET status` answers, and says when it looked",
      async run() {
        const { as_of } = await read(`status?${about}`, "StatusAnswer");
        requireThat(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(as_of), `\`as_of\` is \`${as_of}\``);
      },
    },
    {
      name: "`GET list` answers with as many profiles as it counts",
      async run() {
        const { profiles, total_profiles } = await read("list", "ListAnswer");
        requireSame("The total", total_profiles, profiles.length);
        requireThat(profiles.length > 0, "There is no profile");
      },
    },
    {
      name: "`GET validate` answers",
      run: async () => void (await read("validate", "ValidateAnswer")),
    },
    {
      name: "`GET history` answers",
      run: async () => void (await read(`history?${about}`, "HistoryAnswer")),
    },
    {
      name: "`GET metrics` answers in Prometheus' format",
      async run() {
        const { status, text } = await call("/metrics");
        requireSame("The status", status, 200);
        requireThat(text.includes("# TYPE litellm_profiles_changes_total counter"), "Changes are not counted");
      },
    },
    {
      name: "an address that does not exist is refused as a problem",
      async run() {
        const { status, headers } = await call("/admin/profiles/nothing-here");
        requireSame("The status", status, 404);
        requireSame("The type", headers.get("content-type"), "application/problem+json; charset=utf-8");
      },
    },
    {
      name: "a body that is no JSON is refused",
      async run() {
        const { status } = await call("/admin/profiles/switch", { method: "POST", body: "profile=x" });
        requireSame("The status", status, 415);
      },
    },
  ],
};
