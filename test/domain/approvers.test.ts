import { expect, it } from "vitest";
import { approversIn } from "../../src/domain/approvers.ts";

it.each([
  ["Switch default", null],
  ["Switch default\n\nApproved-by: Ada <ada@example.com>\n", ["Ada <ada@example.com>"]],
  ["Squash\n\n* one\n  reviewed-by:  Bob\tB. \r\n  Approved-by: Cy\n  Approved-by: Bob B.", ["Bob B.", "Cy"]],
  ["Talk of Approved-by: Eve", null],
  ["x\n\nApproved-by: \nSigned-off-by: Eve", null],
])("approvers in %j", (message, expected) => {
  expect(approversIn(message)).toEqual(expected);
});
