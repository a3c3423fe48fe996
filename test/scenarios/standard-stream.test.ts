import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const program = join(import.meta.dirname, "../../dist/cli.js");

/** Starts a program with a pipe that refuses what it cannot hold, and reads it when it is full. */
const fullPipe = `
import fcntl, os, select, subprocess, sys
ours, theirs = os.pipe()
fcntl.fcntl(theirs, fcntl.F_SETPIPE_SZ, 4096)
os.set_blocking(theirs, False)
child = subprocess.Popen(sys.argv[1:], stdout=theirs)
poll = select.poll()
poll.register(theirs, select.POLLOUT)
while child.poll() is None and poll.poll(0): pass
os.close(theirs)
while chunk := os.read(ours, 65536): sys.stdout.buffer.write(chunk)
sys.exit(child.wait())
`;

test("all of a text arrives where the pipe is full and does not wait", async () => {
  const words = [process.execPath, program, "hook"];
  const whole = await promisify(execFile)(words[0] ?? "", words.slice(1));
  const piped = await promisify(execFile)("python3", ["-c", fullPipe, ...words]);
  expect(whole.stdout.length).toBeGreaterThan(10_000);
  expect(piped).toEqual(whole);
});

/** Starts a program with a pipe that nobody reads any more. */
const closedPipe = `
import os, subprocess, sys
ours, theirs = os.pipe()
os.close(ours)
sys.exit(subprocess.run(sys.argv[1:], stdout=theirs).returncode)
`;

test("who stops reading early ends nothing", async () => {
  const ended = await promisify(execFile)("python3", ["-c", closedPipe, process.execPath, program, "hook"]);
  expect(ended).toEqual({ stdout: "", stderr: "" });
});
