/** While Python runs, sleeps and switches threads, the JavaScript around it goes on; aborting ends each. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { Python } from "../../../src/apps/embed/node.ts";
import { judge, PROGRAM, type Watched, watch } from "./turns.ts";

const DIST = fileURLToPath(new URL("../../../dist/", import.meta.url));
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const noLibrary = !existsSync(join(DIST, "lib.taipan")) && "the library is not built";
const browser = BROWSERS.find((path) => existsSync(path));

test("timers keep ticking in Node", { skip: noLibrary }, async () => {
  assert.equal(judge(await watch(new Python(), PROGRAM)), null);
});

const ENDLESS: Readonly<Record<string, string>> = {
  loop: "while True: pass",
  "a loop that catches": "while True:\n  try:\n    while True: pass\n  except Exception: pass",
  sleep: "import time; time.sleep(1000)",
  input: "input()",
  await: "import asyncio; await asyncio.sleep(1000)",
  lock: "import threading; l = threading.Lock(); l.acquire(); l.acquire()",
};

test("aborting ends a program", { skip: noLibrary }, async (t) => {
  const python = new Python({ stdin: () => new Promise(() => {}) });
  for (const [name, program] of Object.entries(ENDLESS)) {
    await t.test(name, async () => {
      const stop = new AbortController();
      setTimeout(() => stop.abort(new Error("enough")), 20);
      await assert.rejects(python.runAsync(program, { signal: stop.signal }), /enough/);
      assert.equal(await python.runAsync("6 * 7"), 42);
    });
  }
});

test("programs run side by side in one interpreter", { skip: noLibrary }, async () => {
  const python = new Python();
  const order: string[] = [];
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  python.registerModule("host", { say: (text: string) => void order.push(text), gate: () => gate });
  const first = python.runAsync("import host\nhost.say('first waits'); host.gate(); host.say('first ends')\n1");
  const second = python.runAsync("import host, time\nfor i in range(3): host.say(f'second {i}'); time.sleep(0.001)\n2");
  assert.equal(await second, 2);
  assert.equal(python.run("1 + 2"), 3);
  open();
  assert.equal(await first, 1);
  assert.deepEqual(order, ["first waits", "second 0", "second 1", "second 2", "first ends"]);
});

const noBrowser = noLibrary || (browser === undefined && "no browser: install chromium");

test("the same in a browser, without special headers", { skip: noBrowser }, async () => {
  const types: Record<string, string> = { js: "text/javascript", taipan: "application/octet-stream" };
  const server = createServer((request, response) => {
    const name = (request.url ?? "/").slice(1);
    if (name === "") return void response.setHeader("content-type", "text/html").end("<!doctype html><title>t</title>");
    if (!existsSync(join(DIST, name))) return void response.writeHead(404).end();
    response.setHeader("content-type", types[name.split(".").at(-1)!] ?? "text/plain");
    response.end(readFileSync(join(DIST, name)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { chromium } = await import("playwright-core");
  const running = await chromium.launch({ executablePath: browser, args: ["--no-sandbox"] });
  try {
    const page = await running.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const script = `(async () => {
      const { Python } = await import("/browser.js");
      const python = await Python.load();
      const __name = (made) => made; // what tsx wraps functions in
      const watch = ${watch.toString()};
      return [crossOriginIsolated, await watch(python, ${JSON.stringify(PROGRAM)})];
    })()`;
    const [isolated, watched] = (await page.evaluate(script)) as [boolean, Watched];
    assert.equal(isolated, false);
    assert.equal(judge(watched), null);
  } finally {
    await running.close();
    server.close();
  }
});
