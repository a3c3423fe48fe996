import { describe, expect, test } from "vitest";
import { uvVariables } from "../../src/local-proxy/uv-variables.ts";

const always = { UV_SYSTEM_CERTS: "true", UV_INDEX_STRATEGY: "unsafe-best-match" };

const cases: { name: string; pip: string; env?: NodeJS.ProcessEnv; expected: Record<string, string> }[] = [
  { name: "no settings", pip: "", expected: always },
  {
    name: "an index of the machine's owner",
    pip: "global.index-url='https://mirror.example/simple'\nglobal.timeout='60'\n",
    expected: { ...always, UV_DEFAULT_INDEX: "https://mirror.example/simple" },
  },
  {
    name: "the environment over `install` over the general section, in any order",
    pip: ":env:.cert='/env.pem'\nglobal.cert='/global.pem'\ninstall.cert='/install.pem'",
    expected: { ...always, SSL_CERT_FILE: "/env.pem" },
  },
  {
    name: "several values, as Python prints them",
    pip: "global.extra-index-url='\\nhttps://a.example\\nhttps://b.example'\nglobal.find-links='/one /two'",
    expected: { ...always, UV_INDEX: "https://a.example https://b.example", UV_FIND_LINKS: "/one,/two" },
  },
  {
    name: "a value that Python prints in double quotes",
    pip: `global.cert="/it's.pem"`,
    expected: { ...always, SSL_CERT_FILE: "/it's.pem" },
  },
  {
    name: "what the user set for uv",
    pip: "global.index-url='https://mirror.example/simple'\nglobal.proxy='http://proxy.example:3128'",
    env: { UV_INDEX_URL: "https://own.example/simple", https_proxy: "http://own.example", UV_SYSTEM_CERTS: "false" },
    expected: { UV_INDEX_STRATEGY: "unsafe-best-match" },
  },
  { name: "settings of other commands", pip: "download.index-url='https://other.example'", expected: always },
];

describe("uvVariables", () => {
  test.each(cases)("follows $name", ({ pip, env, expected }) => {
    expect(uvVariables(pip, env ?? {})).toEqual(expected);
  });
});
