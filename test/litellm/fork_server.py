"""Imports LiteLLM once and forks a real proxy per request; a fork serves within a second, an import takes twenty.

Reads JSON lines from stdin, `{"id", "env", "workers", "listen", "log", "confined"}`: `workers` forks share one socket,
their output goes to the file `log`; `confined` is a script that mounts for them, and a user: each runs in a mount
namespace of its own then. The same `id` again adds workers to that socket; `{"id", "close"}` closes it. Answers with
JSON lines on descriptor 3 (LiteLLM prints on stdout): `{"ready"}` once, then per fork `{"id", "pid", "port"}` when it
serves and `{"id", "pid", "exit"}` when it ended. Ends, with all of them, with stdin.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
from typing import Any

CONTROL = 3
NEW_MOUNTS, KEEP_CAPABILITIES, CAPABILITY_VERSION, READ_ALL = 0x20000, 8, 0x20080522, 1 << 2


def tell(**message: Any) -> None:
    os.write(CONTROL, json.dumps(message).encode() + b"\n")


def serve(request: dict[str, Any], listener: socket.socket) -> None:
    """Runs LiteLLM's own app with its own start-up; never returns."""
    import uvicorn
    from litellm.proxy.proxy_server import app

    class Server(uvicorn.Server):  # type: ignore[misc]
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                tell(id=request["id"], pid=os.getpid(), port=listener.getsockname()[1])

    output = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    if confined := request.get("confined"):
        confine(confined["script"], confined["uid"])
    os.environ.update(request["env"])
    sys.path[:0] = filter(None, request["env"].get("PYTHONPATH", "").split(os.pathsep))
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1)
    Server(config).run(sockets=[listener])


def confine(script: str, uid: int) -> None:
    """What a container does: mounts that nobody else sees, and a user who may read all, as Python may lie anywhere."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(NEW_MOUNTS) != 0:
        raise OSError(ctypes.get_errno(), "No mount namespace can be made")
    subprocess.run(["sh", "-euc", f"mount --make-rprivate /\n{script}"], check=True)
    libc.prctl(KEEP_CAPABILITIES, 1, 0, 0, 0)
    os.setgroups([])
    os.setgid(uid)
    os.setuid(uid)
    libc.capset(struct.pack("Ii", CAPABILITY_VERSION, 0), struct.pack("6I", READ_ALL, READ_ALL, 0, 0, 0, 0))


def listen(host: str, port: int) -> socket.socket:
    listener = socket.socket()
    listener.bind((host, port))
    listener.listen(128)
    listener.set_inheritable(True)
    return listener


def fork(request: dict[str, Any], listeners: dict[Any, socket.socket], children: dict[int, Any]) -> None:
    own = listeners.setdefault(request["id"], listeners.get(request["id"]) or listen(**request["listen"]))
    for _ in range(request["workers"]):
        if (pid := os.fork()) == 0:
            status = 1
            try:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                for listener in listeners.values():
                    if listener is not own:
                        listener.close()
                serve(request, own)
                status = 0
            except SystemExit as end:
                status = end.code if isinstance(end.code, int) else 1
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(status)
        children[pid] = request["id"]


def reap(children: dict[int, Any]) -> None:
    while children:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        tell(id=children.pop(pid, None), pid=pid, exit=os.waitstatus_to_exitcode(status))


def main() -> None:
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    wake, woken = os.pipe()
    os.set_blocking(woken, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(woken)
    import litellm.proxy.proxy_server  # noqa: F401

    gc.collect()
    gc.freeze()
    children: dict[int, Any] = {}
    listeners: dict[Any, socket.socket] = {}
    tell(ready=os.getpid())
    pending = b""
    while True:
        ready, _, _ = select.select([0, wake], [], [])
        if wake in ready:
            os.read(wake, 4096)
            reap(children)
        if 0 in ready:
            chunk = os.read(0, 1 << 16)
            if not chunk:
                break
            *lines, pending = (pending + chunk).split(b"\n")
            for request in map(json.loads, lines):
                if request.get("close"):
                    listeners.pop(request["id"]).close()
                else:
                    fork(request, listeners, children)
    for pid in children:
        os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
