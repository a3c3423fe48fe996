import { describe, expect, test } from "vitest";
import { refuseRemote } from "../../../src/http/access/refuse-remote.ts";

const here = { remoteAddress: "127.0.0.1", headers: { host: "localhost:8000" } };

describe("a program on this machine", () => {
  test.for([
    { remoteAddress: "127.0.0.1", headers: { host: "localhost:8000" } },
    { remoteAddress: "127.0.0.53", headers: { host: "LOCALHOST" } },
    { remoteAddress: "::1", headers: { host: "[::1]:8000" } },
    { remoteAddress: "::ffff:127.0.0.1", headers: { host: "127.0.0.1:8000" } },
    { remoteAddress: "127.0.0.1", headers: { host: "localhost:8000", origin: "http://localhost:8000" } },
    { remoteAddress: "127.0.0.1", headers: { host: "localhost", "sec-fetch-site": "none" } },
    { remoteAddress: "127.0.0.1", headers: { host: "localhost", "sec-fetch-site": "same-origin" } },
  ])("may call: $remoteAddress $headers", (call) => {
    expect(refuseRemote(call)).toBeUndefined();
  });
});

describe("anybody else", () => {
  test.for([
    { from: "another machine", remoteAddress: "192.168.1.7", headers: here.headers },
    { from: "another machine", remoteAddress: "1127.0.0.1", headers: here.headers },
    { from: "another machine", remoteAddress: undefined, headers: here.headers },
    { from: "a name that was rebound to this address", headers: { host: "rebound.example" } },
    { from: "a name that begins like ours", headers: { host: "localhost.example:8000" } },
    { from: "an address that begins like ours", headers: { host: "127.0.0.1.example" } },
    { from: "nowhere", headers: { host: "" } },
    { from: "nowhere", headers: {} },
    { from: "a page elsewhere", headers: { ...here.headers, origin: "https://evil.example" } },
    { from: "a page on another port", headers: { ...here.headers, origin: "http://localhost:3000" } },
    { from: "a page in a sandbox", headers: { ...here.headers, origin: "null" } },
    { from: "a link on a page", headers: { ...here.headers, "sec-fetch-site": "cross-site" } },
    { from: "a page of the same site", headers: { ...here.headers, "sec-fetch-site": "same-site" } },
    { from: "a proxy in front", headers: { ...here.headers, "x-forwarded-for": "203.0.113.9" } },
    { from: "a proxy in front", headers: { ...here.headers, forwarded: "for=203.0.113.9" } },
    { from: "a proxy in front", headers: { ...here.headers, via: "1.1 proxy" } },
  ])("is refused: $from, $headers", (call) => {
    expect(refuseRemote({ ...here, ...call })).toMatchObject({ code: "not-local" });
  });
});
