"""Loads configs with the real LiteLLM and says what came of each: imports it once, forks a child per config.

Reads a JSON list of `{"yaml", "call": [name, …], "stream"}` from stdin; writes a list of answers to descriptor 3
(LiteLLM prints on stdout): `{"aborts": error}`, or `{"loaded": [id, …], "answers": {name: id or error}, "sent":
[request, …]}`. Calls go to a provider inside the child, which answers everything but the model `refused`; a request is
what it received.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

CHOICE = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "ok"}}
COMPLETION = {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [CHOICE]}


def start_provider(sent: list[dict[str, Any]]) -> int:
    """Serves OpenAI's wire format on a free port."""

    class Provider(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            time.sleep(0.1)  # no answer is there before a limit of no time ends
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            sent.append({"authorization": self.headers["authorization"], "body": body})
            refused = body["model"] == "refused"
            answer = json.dumps({"error": {"message": "refused"}} if refused else COMPLETION).encode()
            self.send_response(500 if refused else 200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return int(server.server_address[1])


async def load(case: dict[str, Any], path: Path) -> dict[str, Any]:
    from litellm.proxy.proxy_server import ProxyConfig

    try:
        router, _, _ = await ProxyConfig().load_config(router=None, config_file_path=str(path))
    except Exception as error:
        return {"aborts": f"{type(error).__name__}: {error}"}
    loaded = [deployment["model_info"]["id"] for deployment in (router.model_list if router else [])]
    return {"loaded": loaded, "answers": {name: await ask(router, name, case["stream"]) for name in case["call"]}}


async def ask(router: Any, name: str, stream: bool) -> str:
    """The id of the deployment that answered, or the error."""
    try:
        answer = await router.acompletion(model=name, messages=[{"role": "user", "content": "hi"}], stream=stream)
        if stream:
            async for _ in answer:
                pass
        return str(answer._hidden_params["model_id"])
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def run(case: dict[str, Any]) -> dict[str, Any]:
    """In a child: nothing of one config stays for the next."""
    sent: list[dict[str, Any]] = []
    address = f"http://127.0.0.1:{start_provider(sent)}/v1"
    os.environ.update(OPENAI_API_BASE=address, OPENAI_BASE_URL=address, OPENAI_API_KEY="sk-ambient")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "litellm_config.yaml"
        path.write_text(case["yaml"], "utf-8")
        answer = asyncio.run(asyncio.wait_for(load(case, path), 60))
    return {**answer, "sent": sent}


def in_child(case: dict[str, Any]) -> Any:
    reading, writing = os.pipe()
    if (pid := os.fork()) == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        try:
            with os.fdopen(writing, "w") as answers:
                json.dump(run(case), answers)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answers:
        answer = answers.read()
    os.waitpid(pid, 0)
    return json.loads(answer) if answer else {"died": True}


def main() -> None:
    cases = json.load(sys.stdin)
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    import litellm.proxy.proxy_server  # noqa: F401

    with os.fdopen(3, "w") as answers:
        json.dump([in_child(case) for case in cases], answers)


if __name__ == "__main__":
    main()
