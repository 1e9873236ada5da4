# Which sockets may be bound to one port, and which of them a connection reaches.
import socket


def bound(family, host, port=0, only=None, **options):
    made = socket.socket(family)
    if only is not None:
        made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, only)
    for name in options:
        made.setsockopt(socket.SOL_SOCKET, getattr(socket, name), 1)
    made.bind((host, port))
    return made


def attempt(what, *args, listens=False, **options):
    try:
        made = bound(*args, **options)
        if listens:
            made.listen()
        print(what, "bound")
        return made
    except OSError as error:
        print(what, error)


four, six = socket.AF_INET, socket.AF_INET6
one = bound(four, "127.0.0.1")
one.listen()
port = one.getsockname()[1]
other = attempt("the same port of IPv6", six, "::1", port, only=1, listens=True)
attempt("the same place", four, "127.0.0.1", port)
attempt("the same place, to be reused", four, "127.0.0.1", port, SO_REUSEADDR=True)
attempt("all of IPv6 and IPv4", six, "::", port)
attempt("all of IPv4", four, "0.0.0.0", port)
attempt("another address of this machine", four, "127.0.0.2", port)
with socket.create_connection(("127.0.0.1", port)), one.accept()[0] as accepted:
    print(accepted.getsockname() == ("127.0.0.1", port))
with socket.create_connection(("::1", port)):
    print(other.accept()[1][0])
everywhere = attempt("all of IPv4 somewhere", four, "0.0.0.0", listens=True)
port = everywhere.getsockname()[1]
attempt("all of IPv6 alone", six, "::", port, only=1, listens=True)
both = bound(six, "::", only=0)
both.listen()
port = both.getsockname()[1]
for host in ("127.0.0.1", "::1"):
    with socket.create_connection((host, port)):
        accepted, peer = both.accept()
        print(peer[0], accepted.getsockname()[0])
shared = bound(four, "127.0.0.1", SO_REUSEPORT=True)
port = shared.getsockname()[1]
attempt("a shared port", four, "127.0.0.1", port, SO_REUSEPORT=True)
attempt("a shared port, alone", four, "127.0.0.1", port)
