// driver.py for the hand-written JavaScript twins: driver.mjs FOLDER NAME LIMIT CLOCK SIZE

const [folder, name, limit, clock, size] = process.argv.slice(2);
const now = clock === "cpu" ? cpuTime : () => performance.now();
const { main } = await import(`${folder}/${name}.mjs`);
const calls = limit.endsWith("x") ? Number.parseInt(limit, 10) : 0;
const times = [];
let checksum;
const begin = performance.now();
do {
  const start = now();
  const result = String(await main(Number(size)));
  times.push((now() - start) / 1000);
  if (checksum !== undefined && result !== checksum) throw new Error(`${name}: ${result} after ${checksum}`);
  checksum = result;
} while (calls > 0 ? times.length < calls : (performance.now() - begin) / 1000 < Number(limit) || times.length < 5);
console.log(JSON.stringify({ checksum, times, peak: process.resourceUsage().maxRSS }));

function cpuTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
