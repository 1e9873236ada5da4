"""Files: text and binary modes, seeking, pathlib, shutil, tempfile, glob, os functions, errors."""

import glob
import io
import os
import pathlib
import shutil
import stat
import tempfile
from pathlib import Path, PurePosixPath, PureWindowsPath

home = tempfile.mkdtemp()
os.chdir(home)
with open("a.txt", "w", encoding="utf-8", newline="\n") as f:
    print(f.write("première ligne\nzweite Zeile\n"), f.writelines(["3\n", "4\n"]), f.tell(), f.name, f.mode, f.encoding, f.writable(), f.readable())
with open("a.txt", encoding="utf-8") as f:
    print(f.readline(), end="")
    print(f.read(6), f.tell(), list(f), f.read(), f.seek(0), next(f), end="")
print(f.closed, open("a.txt", "rb").read(12), Path("a.txt").stat().st_size)
with open("a.txt", "r+b") as f:
    f.seek(-2, os.SEEK_END)
    f.write(b"FIVE\n")
    f.seek(0)
    print(f.read().decode(), end="")
    print(f.truncate(9), f.seek(0), f.read())
with open("a.txt", "a") as f:
    f.write("appended")
    print(f.tell())
print(Path("a.txt").read_bytes())
for newline in (None, "", "\n", "\r\n"):
    Path("n").write_bytes(b"a\r\nb\rc\n")
    with open("n", newline=newline) as f:
        print(repr(newline), f.readlines(), f.newlines)
with open("x", "x") as f:
    print("created", file=f, end="")
with open("buffered", "wb", buffering=16) as f:
    print(type(f).__name__, f.write(b"0" * 10), os.path.getsize("buffered"), f.flush(), os.path.getsize("buffered"), f.raw.mode)
with open("buffered", "rb", buffering=0) as f:
    print(type(f).__name__, f.readinto(b := bytearray(4)), b, f.readall())
with open("u16", "w", encoding="utf-16") as f:
    f.write("hé")
print(Path("u16").read_bytes() in (b"\xff\xfeh\x00\xe9\x00", b"\xfe\xff\x00h\x00\xe9"), Path("u16").read_text("utf-16"))
p = Path("dir/sub/deep.tar.gz")
p.parent.mkdir(parents=True)
p.touch()
print(p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parts, p.with_suffix(".zip"), p.with_name("q"), p.with_stem("r"), p.exists(), p.is_file(), p.parent.is_dir(), p / ".." / "up", p.as_posix(), p.relative_to("dir"), p.is_relative_to("x"), p.match("*.gz"), p.full_match("dir/**/*.gz"), Path("a") < Path("b"), p.absolute() == Path(home).resolve() / p or "symlinked", Path("a//b/./c/../d"))
for name in ("one.py", "two.py", "sub/three.py", ".hidden.py"):
    target = Path("dir", name)
    target.write_text(name)
print(sorted(map(str, Path("dir").iterdir())), sorted(str(x) for x in Path("dir").rglob("*.py")), sorted(glob.glob("dir/*.py")), sorted(glob.glob("**/*.py", recursive=True)), glob.glob("dir/[!o]*.py"))
print([(root, sorted(dirs), sorted(files)) for root, dirs, files in os.walk("dir")], [(str(r), sorted(f)) for r, d, f in Path("dir").walk(top_down=False)])
shutil.copytree("dir", "copy")
shutil.move("copy/one.py", "copy/moved.py")
shutil.rmtree("dir")
print(sorted(os.listdir("copy")), os.path.isdir("dir"), shutil.copy("copy/moved.py", "flat.py"), Path("flat.py").read_text())
os.symlink("flat.py", "link")
os.link("flat.py", "hard")
print(os.readlink("link"), os.path.islink("link"), Path("link").is_symlink(), Path("hard").samefile("flat.py"), os.stat("hard").st_nlink, stat.filemode(os.lstat("link").st_mode)[0], os.path.realpath("link") == os.path.realpath("flat.py"))
os.chmod("flat.py", 0o640)
os.utime("flat.py", (1000, 2000))
print(oct(os.stat("flat.py").st_mode & 0o777), stat.filemode(os.stat("flat.py").st_mode), os.path.getmtime("flat.py"), os.stat("flat.py").st_mtime_ns)
os.replace("flat.py", "renamed.py")
os.remove("link")
with os.scandir(".") as entries:
    print(sorted((e.name, e.is_dir(), e.is_file()) for e in entries))
for path in ["/a/b/../c", "a", "/", "", "//x", "a/", "/a/b.c/d", ".bashrc", "a.b.c", "~"]:
    print(repr(path), os.path.split(path), os.path.splitext(path), os.path.normpath(path), os.path.basename(path), os.path.dirname(path), os.path.isabs(path), PurePosixPath(path))
print(os.path.join("a", "/b", "c", ""), os.path.commonpath(["/a/b/c", "/a/b/d"]), os.path.commonprefix(["abc", "abd"]), os.path.relpath("/a/b", "/a/c"), PureWindowsPath("C:\\x\\y.txt").parts, PureWindowsPath("c:/A") == PureWindowsPath("C:/a"), os.path.expandvars("$NOPE/x"), os.fspath(Path("q")), PurePosixPath("a", "b") / "c", Path("/etc").joinpath("x", "y"), os.sep, os.linesep == "\n", pathlib.Path.cwd() == Path(os.getcwd()))
with tempfile.TemporaryDirectory() as d, tempfile.NamedTemporaryFile("w+", dir=d, suffix=".tmp") as t:
    t.write("temp")
    t.seek(0)
    print(t.read(), t.name.endswith(".tmp"), os.path.dirname(t.name) == d)
print(os.path.exists(d))
fd = os.open("low", os.O_CREAT | os.O_RDWR | os.O_TRUNC, 0o600)
print(os.write(fd, b"0123456789"), os.lseek(fd, 2, os.SEEK_SET), os.read(fd, 3), os.pread(fd, 2, 8), os.fstat(fd).st_size, os.ftruncate(fd, 4), os.fstat(fd).st_size, os.close(fd))
r, w = os.pipe()
os.write(w, b"piped")
os.close(w)
print(os.fdopen(r).read())
for action in [lambda: open("nope"), lambda: open("x", "x"), lambda: open("."), lambda: open("x", "q"), lambda: open("x", "rb", encoding="utf-8"), lambda: open("x/y"), lambda: os.mkdir("copy"), lambda: os.rmdir("copy"), lambda: os.remove("gone"), lambda: Path("a").rename("no/where"), lambda: os.listdir("x"), lambda: open("x").write("y"), lambda: open("x", "w").read(), lambda: f.read(), lambda: open("u16", encoding="ascii").read(), lambda: os.close(999), lambda: open(""), lambda: open("a\0b"), lambda: Path("x").relative_to("y"), lambda: shutil.rmtree("none"), lambda: os.stat(3.5), lambda: io.open("x", "r", -5, "utf-8", "bad", "z"), lambda: os.chdir("x"), lambda: os.readlink("x"), lambda: open("x", "rb").seek(-1), lambda: Path("").with_name("x")]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, "|", str(error).replace(home, "HOME"))
os.chdir("/")
shutil.rmtree(home)
print(os.path.exists(home))
