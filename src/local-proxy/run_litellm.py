"""Runs the LiteLLM proxy until whoever started it is gone: then the pipe that is its standard input ends."""

import os
import signal
import threading
import time

GRACE_SECONDS = 10


def end_with_parent() -> None:
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=end_with_parent, daemon=True).start()
    from litellm.proxy.proxy_cli import run_server

    run_server()
