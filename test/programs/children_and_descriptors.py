"""What a child gets of its parent: folder, mask, session, descriptors and where files stand; what is refused."""
import os
import subprocess
import sys
import tempfile


def attempt(what, *args, **kwargs):
    try:
        subprocess.run(*args, **kwargs)
    except (ValueError, OSError) as error:
        print(what, type(error).__name__, error)


print("refused")
attempt("program", ["/bin/true\0"], cwd="/")
attempt("argument", ["/bin/true", "a\0b"])
attempt("name", ["/bin/true"], env={"A\0B": "1"})
attempt("value", ["/bin/true"], env={"A": "1\0B=2"})
attempt("equals", ["/bin/true"], env={"A=B": "1"})
attempt("folder", ["/bin/true"], cwd="/\0")
attempt("absent", ["./absent"], cwd="/")

print("a relative program is looked for in the child's folder")
with tempfile.TemporaryDirectory() as folder:
    script = os.path.join(folder, "tool")
    with open(script, "w") as file:
        file.write("#!/bin/sh\necho tool in $PWD\n")
    os.chmod(script, 0o755)
    for path in ["./tool"], ["bare", "./tool"]:
        output = subprocess.run(path[:1], executable=path[-1], cwd=folder, stdout=subprocess.PIPE).stdout
        print(output.decode().replace(os.path.realpath(folder), "FOLDER").replace(folder, "FOLDER").strip())
    os.chdir(folder)
    env = dict(os.environ, PATH="")
    print(subprocess.run(["tool"], env=env, stdout=subprocess.PIPE).stdout[:4])
    os.chdir("/")

print("mask of permissions")
before = os.umask(0o027)
print(subprocess.run(["sh", "-c", "umask"], umask=0o246, stdout=subprocess.PIPE).stdout)
print(subprocess.run(["sh", "-c", "umask"], stdout=subprocess.PIPE).stdout)
attempt("absent", ["/absent"], umask=0o777)
print(oct(os.umask(before)))

print("sessions and groups")
with subprocess.Popen(["cat"], stdin=subprocess.PIPE, start_new_session=True) as child:
    print(os.getsid(child.pid) == child.pid, os.getpgid(child.pid) == child.pid)
with subprocess.Popen(["cat"], stdin=subprocess.PIPE, process_group=0) as child:
    print(os.getpgid(child.pid) == child.pid)
with subprocess.Popen(["cat"], stdin=subprocess.PIPE) as child:
    print(os.getsid(child.pid) == os.getsid(0), os.getpgid(child.pid) == os.getpgrp())
try:
    os.getsid(2**22 + 1)
except ProcessLookupError as error:
    print(error)

print("a file goes on where the other process has ended")
with tempfile.TemporaryFile() as file:
    file.write(b"header\n")
    file.flush()
    subprocess.run(["echo", "child"], stdout=file)
    file.write(b"after\n")
    file.seek(7)
    print(subprocess.run(["cat"], stdin=file, stdout=subprocess.PIPE).stdout, file.read())
    file.seek(3)
    subprocess.run(["printf", "X"], stdout=file)
    print(os.lseek(file.fileno(), 0, os.SEEK_CUR))
    file.seek(0)
    print(file.read())
with tempfile.NamedTemporaryFile() as file:
    with open(file.name, "wb", buffering=0) as writer:
        writer.write(b"abcdefgh")
        writer.seek(3)
        subprocess.run(["printf", "X"], stdout=writer)
        writer.write(b"Z")
    with open(file.name, "ab", buffering=0) as writer:
        writer.write(b"1")
        subprocess.run(["printf", "2"], stdout=writer)
        writer.write(b"3")
    print(file.read())

print("descriptors under their numbers")
show = "import os\nfor fd in 20, 21, 22:\n  try: print(fd, os.read(fd, 5))\n  except OSError as error: print(fd, error)"
with tempfile.TemporaryFile() as file:
    file.write(b"0123456789")
    file.seek(0)
    os.dup2(file.fileno(), 20)
    os.dup2(file.fileno(), 21, inheritable=False)
    for kwargs in {}, {"pass_fds": (20, 21)}, {"close_fds": False}:
        os.lseek(20, 0, os.SEEK_SET)
        print(list(kwargs))
        print(subprocess.run([sys.executable, "-c", show], stdout=subprocess.PIPE, **kwargs).stdout.decode(), end="")
    os.close(20)
    os.close(21)
reader, writer = os.pipe()
os.dup2(writer, 9)
os.close(writer)
child = subprocess.Popen(["sh", "-c", "echo through a pipe >&9"], pass_fds=[9])
os.close(9)
print(os.read(reader, 100), os.read(reader, 100), child.wait())
os.close(reader)

print("a standard stream that has been replaced is what the child gets")
with tempfile.TemporaryFile() as file:
    sys.stdout.flush()
    saved = os.dup(1)
    os.dup2(file.fileno(), 1)
    subprocess.run(["echo", "redirected"])
    os.dup2(saved, 1)
    file.seek(0)
    print(file.read())

print("whoever writes to a pipe that its reader has closed is told")
child = subprocess.Popen(["sh", "-c", "read line; echo $line; echo $line"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
child.stdout.close()
child.communicate(b"line\n")
print(child.returncode)

print("two streams in one pipe keep their order")
both = "for i in 1 2 3; do echo out; echo err >&2; done"
print(subprocess.run(["sh", "-c", both], stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout.split())
