import { expect, test } from "vitest";
import { watchDelivery } from "../../src/local-proxy/watch-delivery.ts";
import { memoryDelivery } from "../fakes/memory-delivery.ts";

const config = (group: string) =>
  `model_list: [{model_name: g, litellm_params: {model: m}, model_info: {id: g-1}}]\nrouter_settings: {model_group_alias: {task: ${group}}}\n`;

const routing = (group: string) => ({ aliases: { task: group }, fallbacks: [], ids: ["g-1"] });

test("tells what is delivered: what lies there, then each later file once, also one of equal bytes", async () => {
  const delivery = memoryDelivery();
  const first = await delivery.deliver(config("a"));
  const controller = new AbortController();
  const seen: unknown[] = [];
  const watch = async () => {
    for await (const expected of watchDelivery(delivery, { everyMilliseconds: 1, signal: controller.signal })) {
      seen.push(expected);
      if (seen.length < 3) await delivery.deliver(config("b"));
      else controller.abort();
    }
  };
  await expect(watch()).rejects.toMatchObject({ name: "AbortError" });
  expect(seen).toMatchObject([
    { file: first, routing: routing("a") },
    { file: { path: first.path }, routing: routing("b") },
    { file: { path: first.path }, routing: routing("b") },
  ]);
});

test("waits where nothing was ever delivered, and takes a broken file as one that routes nothing", async () => {
  const delivery = memoryDelivery();
  setTimeout(() => void delivery.deliver("{"), 20);
  const watch = watchDelivery(delivery, { everyMilliseconds: 1, signal: AbortSignal.timeout(10_000) });
  expect((await watch.next()).value).toMatchObject({ routing: { aliases: {}, fallbacks: [], ids: [] } });
});
