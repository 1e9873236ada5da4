/** Node's clocks, and waiting. */
import type { Clock, EventLoop, LocalZone } from "../host.ts";
import type { Children } from "./children.ts";

/** By how many milliseconds the estimate may differ from the system's clock, which tells no more, before it is taken anew. */
const TOLERANCE = 2;
const NS_PER_MS = 1e6;
const MOST_ZONES = 100;

export class NodeClock implements Clock {
  private base = 0n;
  /** Answers of `localZone` by minutes, for one setting of TZ: programs ask for the time of day, and what it was a day ago, again and again. */
  private readonly zones: Map<number, LocalZone> = new Map();
  private setting: string | undefined;

  time(): bigint {
    const now = process.hrtime.bigint();
    const truth = Date.now();
    const estimate = this.base + now;
    if (Math.abs(Number(estimate) / NS_PER_MS - truth) < TOLERANCE) return estimate;
    const precise = performance.timeOrigin + performance.now();
    const fresh = Math.abs(precise - truth) < TOLERANCE ? precise : truth;
    this.base = BigInt(Math.round(fresh * 1000)) * 1000n - now;
    return this.base + now;
  }

  monotonic(): bigint {
    return process.hrtime.bigint();
  }

  process(): bigint {
    const { user, system } = process.cpuUsage();
    return BigInt(user + system) * 1000n;
  }

  localZone(seconds: number): LocalZone {
    const setting = process.env.TZ;
    if (this.setting !== setting || this.zones.size > MOST_ZONES) this.zones.clear();
    this.setting = setting;
    const minute = Math.floor(seconds / 60);
    let zone = this.zones.get(minute);
    if (zone === undefined) {
      zone = zoneOf(seconds);
      this.zones.set(minute, zone);
    }
    return zone;
  }
}

const abbreviations = new Map<string, Intl.DateTimeFormat>();

/** The zone in force at a moment, as JavaScript's `Date` and `Intl` know it. */
export function zoneOf(seconds: number): LocalZone {
  const date = new Date(seconds * 1000);
  const offset = offsetOf(date);
  const year = date.getUTCFullYear();
  const standard = Math.min(offsetOf(new Date(Date.UTC(year, 0, 1))), offsetOf(new Date(Date.UTC(year, 6, 1))));
  const isDst = offset > standard;
  // `Intl` takes ten milliseconds to load what this tells at once.
  if (date.toString().endsWith("(Coordinated Universal Time)")) return { offset, name: "UTC", isDst };
  // A TZ variable that names no zone leaves the platform without one.
  const zone: string | undefined = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone === undefined || zone === "UTC" || zone === "Etc/UTC") return { offset, name: "UTC", isDst };
  let names = abbreviations.get(zone);
  if (names === undefined) {
    const language = zone.startsWith("Europe/") ? "en-GB" : zone.startsWith("Australia/") ? "en-AU" : "en-US";
    names = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: "short" });
    abbreviations.set(zone, names);
  }
  const name = names.formatToParts(date).find((part) => part.type === "timeZoneName")?.value ?? zone;
  return {
    offset,
    name: name.replace(/^GMT([+-])(\d+)$/, (_, sign: string, hours: string) => sign + hours.padStart(2, "0")),
    isDst,
  };
}

function offsetOf(date: Date): number {
  return -date.getTimezoneOffset() * 60 || 0;
}

/** Longest delay of JavaScript's timers; longer ones are made of several. */
const LONGEST = 2_147_483_647;

export class NodeLoop implements EventLoop {
  readonly canBlock = true;
  private readonly children: Children;

  constructor(children: Children) {
    this.children = children;
  }

  block(duration: bigint): void {
    if (duration > 0n) this.children.listen(Number(duration) / 1e6);
  }

  sleep(duration: bigint): Promise<void> {
    return new Promise((resolve) => this.schedule(duration, resolve));
  }

  schedule(duration: bigint, callback: () => void): () => void {
    const end = performance.now() + Number(duration) / 1e6;
    let handle: NodeJS.Timeout;
    const next = (): void => {
      const left = end - performance.now();
      if (left <= 0) callback();
      else handle = setTimeout(next, Math.min(Math.ceil(left), LONGEST));
    };
    handle = setTimeout(next, Math.min(Math.ceil(Number(duration) / 1e6), LONGEST));
    return () => clearTimeout(handle);
  }

  yield(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }
}
