/** Command lines and environments against what CPython 3.14 makes of them. */
import assert from "node:assert/strict";
import test from "node:test";
import { configure } from "../../../src/apps/cli/configure.ts";
import type { Exit } from "../../../src/apps/cli/exit.ts";
import type { Config } from "../../../src/interpreter/config.ts";

const versions = { short: "3.14.2", long: "3.14.2 (taipan)" };

function accepted(args: string[], env: Record<string, string> = {}): Config {
  const result = configure(args, new Map(Object.entries(env)), versions);
  if ("status" in result) assert.fail(`unexpected exit ${result.status}: ${result.stderr}`);
  return result;
}

function refused(args: string[], env: Record<string, string> = {}): Exit {
  const result = configure(args, new Map(Object.entries(env)), versions);
  if (!("status" in result)) assert.fail("expected an exit");
  return result;
}

test("what runs, and its arguments", () => {
  const shape = (...args: string[]): unknown => {
    const { run, argv } = accepted(args);
    return [run, argv];
  };
  assert.deepEqual(shape(), [{ kind: "interactive" }, [""]]);
  assert.deepEqual(shape("f.py", "-c", "x"), [{ kind: "file", path: "f.py" }, ["f.py", "-c", "x"]]);
  assert.deepEqual(shape("-", "a"), [{ kind: "stdin" }, ["-", "a"]]);
  assert.deepEqual(shape("-c", "pass", "-b", "x"), [{ kind: "command", source: "pass\n" }, ["-c", "-b", "x"]]);
  assert.deepEqual(shape("-Bcpass"), [{ kind: "command", source: "pass\n" }, ["-c"]]);
  assert.deepEqual(shape("-m", "json.tool", "-h"), [{ kind: "module", name: "json.tool" }, ["-m", "-h"]]);
  assert.deepEqual(shape("--", "-c", "1"), [{ kind: "file", path: "-c" }, ["-c", "1"]]);
  assert.deepEqual(accepted(["-i", "f"]).orig_argv, ["taipan", "-i", "f"]);
});

test("switches add up", () => {
  const config = accepted(["-bbdvvqqOOuxsSPiB", "f"]);
  assert.deepEqual(
    [
      config.bytes_warning,
      config.parser_debug,
      config.verbose,
      config.quiet,
      config.optimization_level,
      config.inspect,
    ],
    [2, 1, 2, 2, 2, 1],
  );
  assert.ok(!config.buffered_stdio && config.skip_source_first_line && !config.user_site_directory);
  assert.ok(!config.site_import && config.safe_path && !config.write_bytecode);
  const isolated = accepted(["-I", "f"], { PYTHONOPTIMIZE: "2", PYTHONPATH: "/x" });
  assert.ok(isolated.isolated && !isolated.use_environment && isolated.safe_path && !isolated.user_site_directory);
  assert.equal(isolated.optimization_level, 0);
  assert.equal(isolated.pythonpath_env, null);
});

test("-X options and their variables", () => {
  assert.deepEqual(
    [...accepted(["-X", "a=b=c", "-Xd", "f"]).xoptions],
    [
      ["a", "b=c"],
      ["d", true],
    ],
  );
  assert.equal(accepted(["-Xint_max_str_digits=640"]).int_max_str_digits, 640);
  assert.equal(accepted([], { PYTHONINTMAXSTRDIGITS: "0" }).int_max_str_digits, 0);
  assert.equal(accepted(["-Xtracemalloc"]).tracemalloc, 1);
  assert.equal(accepted(["-Xtracemalloc=7"], { PYTHONTRACEMALLOC: "3" }).tracemalloc, 7);
  assert.equal(accepted(["-Ximporttime=2"]).import_time, 2);
  assert.equal(accepted(["-Xfrozen_modules=off"]).use_frozen_modules, false);
  assert.equal(accepted(["-Xcpu_count=3"]).cpu_count, 3);
  assert.equal(accepted(["-Xno_debug_ranges"]).code_debug_ranges, false);
  assert.equal(accepted(["-Ximplementation=cpython"]).implementation, "cpython");
  assert.equal(accepted(["-Ximplementation"]).implementation, "taipan");
  assert.equal(accepted(["-Xpycache_prefix=/c"]).pycache_prefix, "/c");
  assert.ok(accepted(["-Xdev"]).dev_mode && accepted(["-Xdev"]).faulthandler);
  assert.ok(accepted([], { PYTHONDEVMODE: "1" }).dev_mode && !accepted([], { PYTHONDEVMODE: "" }).dev_mode);
});

test("variables never weaken an option", () => {
  assert.equal(accepted(["-OO"], { PYTHONOPTIMIZE: "1" }).optimization_level, 2);
  assert.equal(accepted([], { PYTHONOPTIMIZE: "yes" }).optimization_level, 1);
  assert.equal(accepted([], { PYTHONVERBOSE: "0" }).verbose, 0);
  assert.equal(accepted([], { PYTHONINSPECT: "0" }).inspect, 1);
  assert.deepEqual(accepted([], { PYTHONHASHSEED: "42" }).hash_seed, 42);
  assert.ok(!accepted([], { PYTHONHASHSEED: "random" }).use_hash_seed);
});

test("warning filters keep their order", () => {
  const { warnoptions } = accepted(["-b", "-Xdev", "-Wignore", "-W", "once"], { PYTHONWARNINGS: "ignore,error" });
  assert.deepEqual(warnoptions, ["default", "ignore", "error", "once", "default::BytesWarning"]);
});

test("the streams' encoding follows locale, mode and variable", () => {
  const stdio = (env: Record<string, string>, ...args: string[]): string => {
    const { stdio_encoding, stdio_errors, utf8_mode } = accepted(args, env);
    return `${stdio_encoding}:${stdio_errors} ${utf8_mode}`;
  };
  assert.equal(stdio({}), "utf-8:surrogateescape true");
  assert.equal(stdio({ LANG: "en_US.UTF-8" }), "utf-8:strict false");
  assert.equal(stdio({ LANG: "en_US.UTF-8", LC_ALL: "C" }), "utf-8:surrogateescape true");
  assert.equal(stdio({ LC_ALL: "C.UTF-8" }), "utf-8:surrogateescape false");
  assert.equal(stdio({ LANG: "de_DE.UTF-8" }, "-Xutf8"), "utf-8:surrogateescape true");
  assert.equal(stdio({ PYTHONIOENCODING: "ascii:replace" }), "ascii:replace true");
  assert.equal(stdio({ PYTHONIOENCODING: ":replace" }), "utf-8:replace true");
});

test("misuse is answered as CPython answers it", () => {
  const usage =
    "usage: taipan [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry `python -h' for more information.\n";
  const misuse = (...args: string[]): string => {
    const { status, stderr, stdout } = refused(args);
    assert.equal(status, 2);
    assert.equal(stdout, "");
    assert.ok(stderr.endsWith(usage));
    return stderr.slice(0, -usage.length);
  };
  assert.equal(misuse("-k"), "Unknown option: -k\n");
  assert.equal(misuse("-bJ"), "Unknown option: -J\n");
  assert.equal(misuse("--foo"), "Unknown option: --foo\n");
  for (const letter of "cmWX") assert.equal(misuse(`-${letter}`), `Argument expected for the -${letter} option\n`);
  assert.equal(misuse("--check-hash-based-pycs"), "Argument expected for the --check-hash-based-pycs options\n");
  assert.equal(
    misuse("--check-hash-based-pycs", "foo", "-c", "1"),
    "--check-hash-based-pycs must be one of 'default', 'always', or 'never'\n",
  );
});

test("impossible settings are fatal", () => {
  const fatal = (args: string[], env: Record<string, string> = {}): string => {
    const { status, stderr } = refused(args, env);
    assert.equal(status, 1);
    return stderr;
  };
  const text = (message: string, state = "preinitialized"): string =>
    `Fatal Python error: ${message}\nPython runtime state: ${state}\n\n`;
  const digits = "invalid limit; must be >= 640 or 0 for unlimited.";
  assert.equal(
    fatal(["-Xint_max_str_digits=5"]),
    text(`config_init_int_max_str_digits: -X int_max_str_digits: ${digits}`),
  );
  assert.equal(
    fatal([], { PYTHONINTMAXSTRDIGITS: "x" }),
    text(`config_init_int_max_str_digits: PYTHONINTMAXSTRDIGITS: ${digits}`),
  );
  assert.equal(fatal(["-Xutf8=2"]), text("preconfig_init_utf8_mode: invalid -X utf8 option value", "preinitializing"));
  assert.equal(fatal(["-Xfrozen_modules=x"]), text('bad value for option -X frozen_modules (expected "on" or "off")'));
  assert.equal(
    fatal(["-Xtracemalloc=foo"]),
    text("config_init_tracemalloc: -X tracemalloc=NFRAME: invalid number of frames"),
  );
  assert.equal(fatal(["-Xgil=0"]), text("config_read_gil: Disabling the GIL is not supported by this build"));
  assert.equal(
    fatal([], { PYTHONHASHSEED: "-1" }),
    text('config_init_hash_seed: PYTHONHASHSEED must be "random" or an integer in range [0; 4294967295]'),
  );
});

test("help and version end well", () => {
  assert.deepEqual(refused(["-V"]), { status: 0, stdout: "Python 3.14.2\n", stderr: "" });
  assert.equal(refused(["-VV"]).stdout, "Python 3.14.2 (taipan)\n");
  for (const option of ["-h", "-?", "--help", "--help-env", "--help-xoptions", "--help-all"]) {
    const { status, stdout } = refused([option]);
    assert.equal(status, 0);
    for (const line of stdout.split("\n")) assert.ok(line.length < 80, line);
  }
});

test("options of Taipan's own", () => {
  const config = accepted(["--dump=ast,dis", "--trace=jit", "--tier=interpreter", "--stress=jit-now", "--stats", "f"]);
  assert.deepEqual(
    [config.dump, config.trace, config.tier, config.stress, config.stats],
    [["ast", "dis"], ["jit"], "interpreter", ["jit-now"], true],
  );
  assert.match(refused(["--dump=nonsense"]).stderr, /^--dump takes tokens, ast/);
});
