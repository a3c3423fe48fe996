import { describe, expect, test } from "vitest";
import { resolveProxy } from "../../../src/adapters/litellm/resolve-proxy.ts";
import { listen } from "./http-proxy.ts";

const address = { url: "os.environ/LITELLM_URL", key: "os.environ/LITELLM_MASTER_KEY" };

describe("the proxy at an address", () => {
  test("is asked at what the variables hold", async () => {
    const { url, asked } = await listen((_, response) => response.end(`{"router_settings": {}}`));
    const proxy = resolveProxy(address, { LITELLM_URL: url, LITELLM_MASTER_KEY: "sk-9c1" });
    expect(await proxy.aliases()).toEqual({});
    expect(asked[0]?.headers.authorization).toBe("Bearer sk-9c1");
  });

  test("is asked at the address itself, without a key where none is named", async () => {
    const { url, asked } = await listen((_, response) => response.end(`{"router_settings": {}}`));
    await resolveProxy({ url }, {}).aliases();
    expect(asked[0]?.headers.authorization).toBeUndefined();
  });

  test.for([
    { variables: {}, url: "os.environ/LITELLM_URL", unset: "LITELLM_URL" },
    { variables: { LITELLM_URL: "" }, url: "os.environ/LITELLM_URL", unset: "LITELLM_URL" },
    { variables: { LITELLM_URL: "http://a" }, url: "http://a", unset: "LITELLM_MASTER_KEY" },
    { variables: { LITELLM_URL: "http://a", LITELLM_MASTER_KEY: "" }, url: "http://a", unset: "LITELLM_MASTER_KEY" },
  ])("names $unset where it is unset: $variables", async ({ variables, url, unset }) => {
    const proxy = resolveProxy(address, variables);
    expect(proxy.url).toBe(url);
    for (const asking of [proxy.workers(), proxy.aliases()]) {
      await expect(asking).rejects.toMatchObject({
        code: "variable-unset",
        message: `Variable \`${unset}\`, which \`proxies\` names, is unset`,
      });
    }
  });
});

test("a password in the address is not shown where the key is unset", () => {
  expect(resolveProxy(address, { LITELLM_URL: "http://ada:hidden@proxy:4000" }).url).toBe("proxy:4000");
  expect(resolveProxy(address, { LITELLM_URL: "http://proxy:4000" }).url).toBe("http://proxy:4000");
});
