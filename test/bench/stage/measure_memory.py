"""A worker start-up hook for the benchmark: loads the reload module, and counts the memory that is allocated by it.

Two things: what importing and starting it leaves behind, and what is left of what its lines, and whatever they called,
allocated since the first SIGUSR1. LiteLLM's own start is not traced: it would take minutes. Each signal is answered by
a number of bytes in the file that `BENCH_MEMORY` names: the first by what the start left, the later ones by both.
"""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import tracemalloc
from pathlib import Path

FRAMES = 16


class Meter:
    def __init__(self, module: str, start_bytes: int) -> None:
        self.module, self.start_bytes = module, start_bytes

    def answer(self) -> None:
        if tracemalloc.is_tracing():
            answer(self.start_bytes + self.allocated())
        else:
            tracemalloc.start(FRAMES)
            answer(self.start_bytes)

    def allocated(self) -> int:
        gc.collect()
        own = tracemalloc.Filter(True, self.module, all_frames=True)
        return sum(trace.size for trace in tracemalloc.take_snapshot().filter_traces([own]).traces)


def answer(count: int) -> None:
    target = Path(os.environ["BENCH_MEMORY"])
    new = target.with_suffix(".new")
    new.write_text(str(count))
    new.rename(target)


def start() -> None:
    tracemalloc.start()
    import litellm_profiles_hook

    litellm_profiles_hook.start()
    gc.collect()
    meter = Meter(litellm_profiles_hook.__file__, tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, meter.answer)
