"""Imports LiteLLM once and forks a real proxy per request; a fork serves within a second, an import takes twenty.

Reads JSON lines from stdin, `{"id", "env", "workers", "log"}`: `workers` forks share one socket, their output goes to
the file `log`. Answers with JSON lines on descriptor 3 (LiteLLM prints on stdout): `{"ready"}` once, then per fork
`{"id", "pid", "port"}` when it serves and `{"id", "pid", "exit"}` when it ended. Ends, with all of them, with stdin.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import sys
from typing import Any

CONTROL = 3


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
    os.environ.update(request["env"])
    sys.path[:0] = filter(None, request["env"].get("PYTHONPATH", "").split(os.pathsep))
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1)
    Server(config).run(sockets=[listener])


def fork(request: dict[str, Any], children: dict[int, Any]) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        listener.set_inheritable(True)
        for _ in range(request.get("workers", 1)):
            if (pid := os.fork()) == 0:
                status = 1
                try:
                    signal.set_wakeup_fd(-1)
                    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                    serve(request, listener)
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
            for line in lines:
                fork(json.loads(line), children)
    for pid in children:
        os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
