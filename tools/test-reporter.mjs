// How `npm test` reports: a line for each file when it is done, failures in full, a sign of life every 20 seconds, and the
// counts at the end.

import { relative } from "node:path";
import { inspect } from "node:util";

const total = Number(process.env.TAIPAN_TEST_FILES ?? 0);
const failedChecks = Number(process.env.TAIPAN_FAILED_CHECKS ?? 0);

export default async function* report(events) {
  const running = new Set();
  const failures = [];
  const counts = [];
  const start = performance.now();
  let done = 0;
  const heartbeat = setInterval(() => {
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    process.stdout.write(`  … ${seconds} s, ${done} of ${total} files done, running: ${[...running].join(", ")}\n`);
  }, 20_000);
  try {
    for await (const { type, data } of events) {
      const file = data.file ? relative(process.cwd(), data.file) : "(no file)";
      const isFile = data.file !== undefined && data.name === data.file;
      if (type === "test:dequeue" && isFile) running.add(file);
      else if (type === "test:complete" && isFile) {
        running.delete(file);
        done++;
        const { passed, duration_ms } = data.details;
        yield `${passed ? "ok" : "FAILED"}: ${file} (${(duration_ms / 1000).toFixed(1)} s)\n`;
      } else if (type === "test:stdout" || type === "test:stderr") yield data.message;
      else if (type === "test:diagnostic" && data.nesting === 0 && /^\w+ [\d.]+$/.test(data.message))
        counts.push(data.message);
      else if (type === "test:fail" && data.details?.type !== "suite" && data.todo === undefined) {
        const cause = data.details?.error?.cause ?? data.details?.error;
        const text = typeof cause === "string" ? cause : (cause?.stack ?? inspect(cause));
        const failure = `FAILED ${file}: ${data.name}\n${indent(`${text}\n${differences(cause)}`)}\n`;
        failures.push(failure);
        yield failure;
      }
    }
  } finally {
    clearInterval(heartbeat);
  }
  if (failures.length > 1)
    yield `\n${failures.length} failures:\n${failures.map((text) => `  ${text.split("\n")[0]}\n`).join("")}`;
  yield `\n${counts.join("\n")}\n`;
  const count = (word) => Number(counts.find((line) => line.startsWith(`${word} `))?.split(" ")[1] ?? 0);
  const failed = count("fail") + count("cancelled") + failedChecks;
  yield `${count("pass")} passed, ${failed} failed\n`;
}

function differences(cause) {
  if (cause === null || typeof cause !== "object" || !("expected" in cause) || cause.stack?.includes("+ actual"))
    return "";
  return `expected: ${shorten(cause.expected)}\nactual:   ${shorten(cause.actual)}`;
}

function shorten(value) {
  const text = inspect(value, { breakLength: 100 });
  return text.length > 2000 ? `${text.slice(0, 2000)} …` : text;
}

function indent(text) {
  return text.replace(/\n+$/, "").replace(/^/gm, "    ");
}
