/** Wakes whoever waits: when the time has come, when somebody rings, and when all is to end. */
export interface Alarm {
  /** Resolves at once where somebody has rung since the wait before. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  ring(): void;
}

export function openAlarm(): Alarm {
  let isRung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      isRung = true;
      wake?.();
    },
    async wait(milliseconds, signal) {
      if (!isRung && !signal.aborted) await untilWoken(milliseconds, signal, (resolve) => (wake = resolve));
      wake = undefined;
      isRung = false;
    },
  };
}

function untilWoken(milliseconds: number, signal: AbortSignal, expose: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(wake, milliseconds);
    signal.addEventListener("abort", wake, { once: true });
    expose(wake);
    function wake(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", wake);
      resolve();
    }
  });
}
