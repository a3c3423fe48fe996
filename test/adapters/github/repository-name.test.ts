import { describe, expect, it } from "vitest";
import { findCredentials } from "../../../src/adapters/github/find-credentials.ts";
import { findRepository } from "../../../src/adapters/github/repository-name.ts";

const here = { apiUrl: "https://api.github.com", pagesUrl: "https://github.com", owner: "acme", name: "models" };
const own = { ...here, apiUrl: "https://git.acme.example/api/v3", pagesUrl: "https://git.acme.example" };

describe("the repository on GitHub", () => {
  it.each([
    "https://github.com/acme/models",
    "https://github.com/acme/models.git",
    "https://x-access-token:secret@github.com/acme/models.git/",
    "https://GitHub.com/acme/models.git",
    "git@github.com:acme/models.git",
    "github.com:acme/models",
    "ssh://git@ssh.github.com:443/acme/models.git",
    "git://github.com/acme/models",
  ])("is that of the remote %s", (url) => {
    expect(findRepository({}, url)).toStrictEqual(here);
  });

  it.each([
    "https://git.acme.example/acme/models.git",
    "ssh://git@git.acme.example:2222/acme/models",
    "git@git.acme.example:acme/models.git",
  ])("may lie on a GitHub of one's own: %s", (url) => {
    expect(findRepository({}, url)).toStrictEqual(own);
  });

  it("is what the project says", () => {
    expect(findRepository({ repository: "acme/models" }, "git@github.com:fork/other.git")).toStrictEqual(here);
    expect(findRepository({ repository: "acme/models" }, undefined)).toStrictEqual(here);
    expect(findRepository({ repository: "acme/models" }, "/srv/git/models.git")).toStrictEqual(here);
    expect(
      findRepository({ repository: "acme/models", baseUrl: "https://git.acme.example/api/v3/" }, undefined),
    ).toStrictEqual(own);
  });

  it.each([
    undefined,
    "",
    "/srv/git/models.git",
    "../origin.git",
    "https://github.com/acme",
    "https://github.com/a/b/c",
    "C:\\git\\models",
  ])("is none in %s", (url) => {
    expect(findRepository({}, url)).toBeUndefined();
  });
});

describe("who asks GitHub", () => {
  const app = { GH_APP_ID: "7", GH_APP_PRIVATE_KEY: String.raw`-----BEGIN\nx`, GH_APP_INSTALLATION_ID: " 12 " };

  it.each([
    [{ GITHUB_TOKEN: "a", GH_TOKEN: "b" }, { token: "a" }],
    [{ GITHUB_TOKEN: " ", GH_TOKEN: "b" }, { token: "b" }],
    [
      { ...app, GITHUB_TOKEN: "a" },
      { appId: "7", privateKey: "-----BEGIN\nx", installationId: "12" },
    ],
  ])("%#", (variables, credentials) => {
    expect(findCredentials(variables)).toStrictEqual(credentials);
  });

  it.each([
    [{}, "GitHub cannot be asked: `GITHUB_TOKEN` is not set"],
    [{ ...app, GH_APP_ID: "", GITHUB_TOKEN: "a" }, "GitHub cannot be asked: `GH_APP_ID` is not set"],
    [{ GH_APP_ID: "7" }, "GitHub cannot be asked: `GH_APP_PRIVATE_KEY` and `GH_APP_INSTALLATION_ID` is not set"],
  ])("has to be said: %#", (variables, message) => {
    expect(() => findCredentials(variables)).toThrow(expect.objectContaining({ code: "variable-unset", message }));
  });
});
