import { expect, test } from "vitest";
import type { DeliveryResult } from "../../src/domain/delivery-result.ts";
import { formatDeliveryText } from "../../src/report/delivery-text.ts";

const undone: DeliveryResult = {
  version: 1,
  environment: "default",
  commit: "0123456789abcdef0123456789abcdef01234567",
  profile: "balanced",
  path: "/proxy/litellm_config.yaml",
  proof: { outcome: "not asked" },
  way_back: { outcome: "unproven", workers: 0, milliseconds: 5000, doubts: [] },
  pull_request: null,
  revert: null,
  push: null,
  warnings: [],
};

test("a commit that was taken back before is not said to be delivered", () => {
  expect(formatDeliveryText(undone)).toBe(
    "Not delivered: `balanced` of `default`, commit 0123456789ab, which was not proven when it was tried; what was proven last lies at `/proxy/litellm_config.yaml`\nThe config before is back, and not proven either\n",
  );
});
