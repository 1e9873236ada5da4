/** resource: what the host tells of consumption; limits are the host's own and cannot be changed. Source: CPython Modules/resource.c. */
import { cint, object } from "../objects/converters.ts";
import { defineModule, fn, posOnly } from "../objects/declare.ts";
import { osError, valueError } from "../objects/errors.ts";
import { PyExc_OSError } from "../objects/exceptions/types.ts";
import { PyFloat } from "../objects/float/float-object.ts";
import { machine } from "../objects/machine.ts";
import type { PyValue } from "../objects/object.ts";
import { defineStructSeq, newStructSeq } from "../objects/tuple/structseq.ts";
import { PyTuple } from "../objects/tuple/tuple.ts";
import type { PyType } from "../objects/type-object.ts";

const RESOURCES: Readonly<Record<string, number>> = {
  RLIMIT_CPU: 0,
  RLIMIT_FSIZE: 1,
  RLIMIT_DATA: 2,
  RLIMIT_STACK: 3,
  RLIMIT_CORE: 4,
  RLIMIT_RSS: 5,
  RLIMIT_NPROC: 6,
  RLIMIT_NOFILE: 7,
  RLIMIT_MEMLOCK: 8,
  RLIMIT_AS: 9,
  RLIMIT_SIGPENDING: 11,
  RLIMIT_MSGQUEUE: 12,
  RLIMIT_NICE: 13,
  RLIMIT_RTPRIO: 14,
  RLIMIT_RTTIME: 15,
};
const LIMITS = 16;
const UNLIMITED = -1;

const usageType: PyType = defineStructSeq({
  name: "resource.struct_rusage",
  doc: "struct_rusage: Result from getrusage.",
  fields: [
    ["ru_utime", "user time used"],
    ["ru_stime", "system time used"],
    ["ru_maxrss", "max. resident set size"],
    ["ru_ixrss", "shared memory size"],
    ["ru_idrss", "unshared data size"],
    ["ru_isrss", "unshared stack size"],
    ["ru_minflt", "page faults not requiring I/O"],
    ["ru_majflt", "page faults requiring I/O"],
    ["ru_nswap", "number of swap outs"],
    ["ru_inblock", "block input operations"],
    ["ru_oublock", "block output operations"],
    ["ru_msgsnd", "IPC messages sent"],
    ["ru_msgrcv", "IPC messages received"],
    ["ru_nsignals", "signals received"],
    ["ru_nvcsw", "voluntary context switches"],
    ["ru_nivcsw", "involuntary context switches"],
  ],
});

export default defineModule({
  name: "resource",
  doc: "What the process has consumed, and its limits.",
  functions: {
    getrusage: fn([posOnly("who", cint)], "Resources consumed by the process (RUSAGE_SELF) or its children.", getUsage),
    getrlimit: fn([posOnly("resource", cint)], "The soft and the hard limit of a resource.", getLimit),
    setrlimit: fn([posOnly("resource", cint), posOnly("limits", object)], "Set limits: refused.", setLimit),
    getpagesize: fn([], "The system's page size.", () => 4096),
  },
  types: () => ({ struct_rusage: usageType, error: PyExc_OSError }),
  constants: () => ({ ...RESOURCES, RLIM_INFINITY: UNLIMITED, RUSAGE_SELF: 0, RUSAGE_CHILDREN: -1, RUSAGE_THREAD: 1 }),
});

function getUsage(who: number): PyValue {
  if (who !== 0 && who !== -1 && who !== 1) throw valueError("invalid who parameter");
  const { process } = machine.interp.host;
  const [user, system, childUser, childSystem] = process.times();
  const children = who === -1;
  const times = children ? [childUser, childSystem] : [user, system];
  // Of children only their time is known.
  const usage = process.usage();
  const rest = children ? usage.map(() => 0) : usage;
  return newStructSeq(usageType, [...times.map((t) => new PyFloat(t)), ...rest]);
}

function check(resource: number): void {
  if (resource < 0 || resource >= LIMITS) throw valueError("invalid resource specified");
}

function getLimit(resource: number): PyValue {
  check(resource);
  return new PyTuple(machine.interp.host.process.limit(resource).map((limit) => limit ?? UNLIMITED));
}

function setLimit(resource: number): PyValue {
  check(resource);
  throw osError(1, "Operation not permitted");
}
