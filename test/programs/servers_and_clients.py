"""Servers in threads and clients of the same process, over buffered files of sockets: nobody waits for somebody who is only not on top."""

import http.client
import http.server
import io
import json
import socket
import socketserver
import threading
import urllib.request


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def reply(self, body):
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.reply(json.dumps({"path": self.path}).encode())

    def do_POST(self):
        self.reply(self.rfile.read(int(self.headers["Content-Length"]))[::-1])

    def log_message(self, *args):
        pass


def serve(server):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    return thread


for kind in http.server.HTTPServer, http.server.ThreadingHTTPServer:
    server = kind(("127.0.0.1", 0), Handler)
    thread = serve(server)
    host, port = server.server_address
    print(urllib.request.urlopen(f"http://{host}:{port}/x?y=1", timeout=20).read())
    kept = http.client.HTTPConnection(host, port, timeout=20)
    for i in range(3):
        kept.request("POST", "/y", body=b"abc%d" % i)
        print(kept.getresponse().read())
    if kind is http.server.ThreadingHTTPServer:
        # While the other connection stays open, and its thread waits for the next request.
        print(urllib.request.urlopen(f"http://{host}:{port}/z", timeout=20).read())
    kept.close()
    server.shutdown()
    thread.join()
    server.server_close()


class Lines(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write(line.upper())


server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Lines)
server.daemon_threads = True
thread = serve(server)
files = []
for n in range(3):
    connection = socket.create_connection(server.server_address)
    files.append((connection, connection.makefile("rw", encoding="utf-8", newline="\n")))
for turn in range(2):
    for n, (connection, file) in enumerate(files):
        print(f"line {turn} of {n}", file=file, flush=True)
    for connection, file in reversed(files):
        print(file.readline(), end="")
for connection, file in files:
    file.close()
    connection.close()
server.shutdown()
thread.join()
server.server_close()


class Slow(io.RawIOBase):
    """Answers when it is told to, and says who asks."""

    def __init__(self):
        self.go = threading.Semaphore(0)
        self.asked = []

    def readable(self):
        return True

    def readinto(self, buffer):
        self.asked.append(len(buffer))
        self.go.acquire()
        buffer[:3] = b"ab\n"
        return 3


raw = Slow()
reader = io.BufferedReader(raw, 16)
lines = []
threads = [threading.Thread(target=lambda: lines.append(reader.readline())) for _ in range(3)]
for thread in threads:
    thread.start()
for _ in threads:
    raw.go.release()
for thread in threads:
    thread.join()
print(lines, set(raw.asked))


class Reentrant(io.RawIOBase):
    def readable(self):
        return True

    def readinto(self, buffer):
        try:
            return len(over.read(1))
        except RuntimeError as error:
            print(str(error).partition("<")[0])
        buffer[:1] = b"x"
        return 1


over = io.BufferedReader(Reentrant())
print(over.peek(), over.read(1))
pair = io.BufferedRWPair(io.BytesIO(b"one\ntwo"), io.BytesIO())
print(pair.readline(), pair.read(), pair.write(b"abc"))
