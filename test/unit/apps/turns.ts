/** A program with a busy loop, a sleep and two threads, to be watched by a timer of 10 ms; in Node and in a browser. */
export const PROGRAM = `
import threading, time, host

def busy(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass

def hand_over():
    turns = []
    locks = threading.Lock(), threading.Lock()
    locks[1].acquire()
    def player(mine, other):
        for _ in range(150):
            with_turn(mine, other)
    def with_turn(mine, other):
        locks[mine].acquire()
        turns.append(mine)
        time.sleep(0.002)
        locks[other].release()
    threads = [threading.Thread(target=player, args=pair) for pair in ((0, 1), (1, 0))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return turns == [0, 1] * 150

host.begin("loop")
busy(2)
host.begin("sleep")
time.sleep(1)
host.begin("threads")
fair = hand_over()
host.begin("end")
fair
`;

export interface Watched {
  readonly value: unknown;
  /** Ticks of the timer in each part of the program. */
  readonly ticks: Readonly<Record<string, number>>;
}

interface Runner {
  registerModule(name: string, members: Record<string, unknown>): void;
  runAsync(source: string): Promise<unknown>;
}

/** Runs the program while a timer ticks. Goes to the browser as text, so it uses nothing from outside. */
export async function watch(python: Runner, program: string): Promise<Watched> {
  const ticks: Record<string, number> = {};
  let part = "start";
  const timer = setInterval(() => {
    ticks[part] = (ticks[part] ?? 0) + 1;
  }, 10);
  python.registerModule("host", {
    begin: (name: string) => {
      part = name;
    },
  });
  const value = await python.runAsync(program);
  clearInterval(timer);
  return { value, ticks };
}

/** Fewest ticks that show that the timer kept going; a hundred to two hundred are due in each part. */
const FEWEST = 15;

/** What is wrong, or null. */
export function judge({ value, ticks }: Watched): string | null {
  if (value !== true) return `the threads did not take turns: ${String(value)}`;
  for (const part of ["loop", "sleep", "threads"]) {
    if ((ticks[part] ?? 0) < FEWEST) return `only ${ticks[part] ?? 0} ticks during ${part}`;
  }
  return null;
}
