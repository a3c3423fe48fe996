import { describe, expect, test } from "vitest";
import { openRecentAnswers } from "../../src/http/recent-answers.ts";
import { manualClock } from "../fakes/manual-clock.ts";

/** Numbered answers that end when the test says so. */
function source() {
  const pending: ((text: string) => void)[] = [];
  let count = 0;
  return {
    make: () =>
      new Promise<string>((resolve) => {
        count += 1;
        const text = `answer ${count}`;
        pending.push(() => resolve(text));
      }),
    end: () => pending.shift()?.(""),
    count: () => count,
  };
}

describe("recent answers", () => {
  test("are read once for many who ask at the same time, and for a second after", async () => {
    const clock = manualClock();
    const recent = openRecentAnswers(clock);
    const { make, end, count } = source();
    const first = recent.read(["status"], make);
    const second = recent.read(["status"], make);
    end();
    expect(await Promise.all([first, second])).toEqual(["answer 1", "answer 1"]);
    await clock.sleep(400);
    expect(await recent.read(["status"], make)).toBe("answer 1");
    expect(count()).toBe(1);
  });

  test("are read ahead before they are too old, so that nobody waits", async () => {
    const clock = manualClock();
    const recent = openRecentAnswers(clock);
    const { make, end, count } = source();
    const first = recent.read(["status"], make);
    end();
    await first;
    await clock.sleep(500);
    expect(await recent.read(["status"], make)).toBe("answer 1");
    expect(count()).toBe(2);
    await clock.sleep(500);
    expect(await recent.read(["status"], make)).toBe("answer 1");
    end();
    expect(await recent.read(["status"], make)).toBe("answer 1");
    expect(count()).toBe(2);
    await clock.sleep(1);
    expect(await recent.read(["status"], make)).toBe("answer 2");
  });

  test("are never older than a second", async () => {
    const clock = manualClock();
    const recent = openRecentAnswers(clock);
    const { make, end } = source();
    const first = recent.read(["status"], make);
    end();
    await first;
    await clock.sleep(1001);
    const second = recent.read(["status"], make);
    await clock.sleep(1001);
    const third = recent.read(["status"], make);
    end();
    end();
    expect(await Promise.all([second, third])).toEqual(["answer 2", "answer 3"]);
  });

  test("are read anew on request and after a change", async () => {
    const clock = manualClock();
    const recent = openRecentAnswers(clock);
    const { make, end, count } = source();
    const ask = (options?: { fresh: boolean }) => {
      const answer = recent.read(["status"], make, options);
      end();
      return answer;
    };
    expect(await ask()).toBe("answer 1");
    expect(await ask({ fresh: true })).toBe("answer 2");
    expect(await recent.read(["status"], make)).toBe("answer 2");
    recent.forget();
    expect(await ask()).toBe("answer 3");
    expect(count()).toBe(3);
  });

  test("that began before a change are not kept after it", async () => {
    const recent = openRecentAnswers(manualClock());
    const { make, end } = source();
    const before = recent.read(["status"], make);
    recent.forget();
    end();
    expect(await before).toBe("answer 1");
    const after = recent.read(["status"], make);
    end();
    expect(await after).toBe("answer 2");
  });

  test("keep no error", async () => {
    const recent = openRecentAnswers(manualClock());
    await expect(recent.read(["status"], () => Promise.reject(new Error("no luck")))).rejects.toThrow("no luck");
    expect(await recent.read(["status"], () => Promise.resolve("fine"))).toBe("fine");
  });

  test("tell questions apart, and forget the one that nobody asked for longest", async () => {
    const recent = openRecentAnswers(manualClock());
    const ask = (question: string) => recent.read(["plan", question], () => Promise.resolve(question));
    for (let index = 0; index <= 500; index += 1) expect(await ask(`p${index}`)).toBe(`p${index}`);
    let again = 0;
    const count = () => Promise.resolve(String((again += 1)));
    await recent.read(["plan", "p1"], count);
    expect(again).toBe(0);
    await recent.read(["plan", "p0"], count);
    expect(again).toBe(1);
  });
});
