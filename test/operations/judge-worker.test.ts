import { describe, expect, test } from "vitest";
import type { Expectation, WorkerReport } from "../../src/domain/proof.ts";
import type { Routing } from "../../src/domain/routing.ts";
import { judgeWorker } from "../../src/operations/judge-worker.ts";
import { workerReport } from "../fakes/memory-proxy.ts";

const balanced: Routing = {
  aliases: { classification: "classification_balanced" },
  fallbacks: [{ classification: ["classification_premium"] }],
  ids: ["a--1", "b--2"],
};
const premium: Routing = { ...balanced, aliases: { classification: "classification_premium" } };
const file = { path: "/proxy/litellm_config.yaml", identity: "1:2:3", sha256: "ab" };
const expected: Expectation = { file, routing: balanced };

const applied: Partial<WorkerReport> = { state: "applied", file, routing: balanced };
const older = { ...file, identity: "1:2:2", sha256: "aa" };

describe("a worker's report", () => {
  test.for<{ name: string; report: Partial<WorkerReport>; verdict: object }>([
    { name: "of this very file", report: applied, verdict: { kind: "proven", strength: "identity" } },
    {
      name: "of this very file under another name",
      report: { ...applied, file: { ...file, path: "/link/litellm_config.yaml" } },
      verdict: { kind: "proven", strength: "identity" },
    },
    {
      name: "of equal routing on another host",
      report: { ...applied, host: "elsewhere" },
      verdict: { kind: "proven", strength: "content" },
    },
    {
      name: "of equal routing from another path",
      report: { ...applied, file: { ...older, path: "/etc/litellm/config.yaml" } },
      verdict: { kind: "proven", strength: "content" },
    },
    {
      name: "of an older file of the same content (A → B → A)",
      report: { ...applied, file: older },
      verdict: { kind: "doubt", seen: "It has another file in force", differences: [], final: false },
    },
    {
      name: "of an older file that is mounted alone",
      report: { ...applied, file: older, single_file_mount: true },
      verdict: {
        kind: "doubt",
        seen: "It has another file in force: its config is a single mounted file, which a delivery never reaches",
        final: false,
      },
    },
    {
      name: "of another router on another host, whose file is mounted alone",
      report: { ...applied, host: "elsewhere", file: older, routing: premium, single_file_mount: true },
      verdict: {
        kind: "doubt",
        seen: "Its router differs from the file: its config is a single mounted file, which a delivery never reaches",
        final: false,
      },
    },
    {
      name: "of what a container read as it started, whose file is mounted alone",
      report: { ...applied, host: "elsewhere", single_file_mount: true },
      verdict: { kind: "proven", strength: "content" },
    },
    { name: "of one that starts", report: { state: "starting" }, verdict: { kind: "starting" } },
    {
      name: "of one that has read nothing back",
      report: { ...applied, routing: null },
      verdict: { kind: "doubt", seen: "It has not read its router back", final: false },
    },
    {
      name: "of the file, with another router",
      report: { ...applied, routing: premium },
      verdict: {
        kind: "doubt",
        seen: "Its router differs from the file",
        final: false,
        differences: [
          {
            kind: "alias",
            name: "classification",
            expected: "classification_balanced",
            actual: "classification_premium",
          },
        ],
      },
    },
    {
      name: "of a refused file",
      report: { state: "refused", file, routing: premium, error: "Variable `KEY` is unset" },
      verdict: { kind: "doubt", seen: "It refused the file: Variable `KEY` is unset", final: true },
    },
    {
      name: "of a refused file elsewhere",
      report: { state: "refused", host: "elsewhere", file, routing: premium },
      verdict: { kind: "doubt", seen: "It refused the file", final: false },
    },
    {
      name: "of another refused file elsewhere",
      report: { ...applied, state: "refused", host: "elsewhere", file: older, error: "It is cut short" },
      verdict: { kind: "doubt", seen: "It refused another file: It is cut short", final: false },
    },
    {
      name: "of a LiteLLM that cannot be changed",
      report: { state: "unsupported", error: "no `update_settings`" },
      verdict: {
        kind: "doubt",
        seen: "The module cannot change this LiteLLM 1.106.2: no `update_settings`",
        final: true,
      },
    },
    {
      name: "of no file at all",
      report: { ...applied, file: null, routing: premium },
      verdict: { kind: "doubt", seen: "Its router differs from the file", final: false },
    },
  ])("$name", ({ report, verdict }) => {
    expect(judgeWorker(workerReport(report), expected, "here")).toMatchObject(verdict);
  });
});
