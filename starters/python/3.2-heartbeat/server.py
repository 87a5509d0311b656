"""Task 3.2, Heartbeat, in Python: every message to every client, and a heartbeat in every silence.

The lesson and its contract, clause by clause: exercises/3.2-heartbeat/README.md in the workbook.

    python3 server.py      starts it, on port 8080 or the one that PORT names
    ./sse check 3.2        lets the checker start it, and says what is wrong
"""

import http.server
import json
import os
import re
import socket
import socketserver
import sys
import traceback

INTERVAL = os.environ.get("HEARTBEAT_INTERVAL", "PT15S")  # a stream is silent no longer than this; seconds(INTERVAL)


LINE_END = re.compile(r"\r\n|\r|\n")  # those of an event stream, and no others


def block(message_id, text):
    """The event with this text. Given: task 1.2 is about it."""
    return f"id: {message_id}\n" + "".join(f"data: {line}\n" for line in LINE_END.split(text)) + "\n"


def heartbeat():
    # TODO 6: a comment, and nothing else
    raise NotImplementedError("heartbeat is not written yet")


def publish(request):
    """request.text() reads the message for you."""
    # TODO 2: put the message where the handlers wait for it, then answer 201
    # TODO 3: into the queue of every client, in one order
    request.answer(501, "POST /messages is not written yet\n")


def events(request):
    # TODO 1: open the stream, and send something at once
    # TODO 4: wait for a message, but not for ever
    # TODO 5: wait as long as the interval says
    # TODO 7: give each client a queue and a wait of its own
    # TODO 8: wait again after a message
    # TODO 9: beat on and on
    # TODO 10: let only this thread write to this client
    # TODO 11: let a failed write end it, and take the queue away
    # TODO 12: end this client and no other
    request.answer(501, "GET /events is not written yet\n")


# --- Given, and the same in every starter in Python: there is nothing to change from here on --------------------

LARGEST_BODY = 1 << 20  # a longer one is answered 413, before it fills the memory
LARGEST_HEADERS = 8192  # all headers of a request together, in characters; more is answered 431
LONGEST_WAIT = 60  # seconds for a request to come in, and for a client to take what is written to it
LOOPBACK = re.compile(r"(?i)(localhost|127(\.\d{1,3}){3}|\[::1])(:\d*)?")


def seconds(duration):
    """The seconds of an ISO-8601 duration such as PT15S or PT1M30.5S, in which form the settings come."""
    parts = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?", duration)
    if not parts or duration == "PT":
        raise SystemExit(f"{duration} is no duration. Wanted: PT15S or PT0.5S, for example.")
    hours, minutes, rest = (float(part or 0) for part in parts.groups())
    return hours * 3600 + minutes * 60 + rest


class Refusal(Exception):
    """What is answered instead of going on: a status and a sentence for the sender."""


class Stream:
    """The body of an answer that stays open. Each write goes out at once, as a chunk of its own.

    A client of HTTP/1.0 knows no chunks (RFC 9112, 6.1), and takes the end of the connection for that of the body.
    """

    def __init__(self, file, chunked):
        self.file = file
        self.chunked = chunked

    def write(self, block):
        data = block.encode("utf-8", "replace") if isinstance(block, str) else block
        if data:  # an empty chunk would be the end
            self.file.write(b"%x\r\n%b\r\n" % (len(data), data) if self.chunked else data)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        """The last chunk makes the end a clean one. After a failure there is none, so that the client can tell."""
        if kind is None and self.chunked:
            self.file.write(b"0\r\n\r\n")


class Request(http.server.BaseHTTPRequestHandler):
    """One request, and the answer to it. Each connection has a thread of its own."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # send an event when it is written, not when more have gathered
    timeout = LONGEST_WAIT
    routes = {}

    def text(self):
        """The body as text. A ValueError with a sentence for its sender says that it is not UTF-8."""
        try:
            return self.body.decode("utf-8")
        except UnicodeDecodeError:
            raise ValueError("body: got bytes that are not UTF-8") from None

    def json(self):
        """The body as JSON. A ValueError with a sentence for its sender says that it is none.

        Any page may send text and forms to any server. For JSON a browser asks that server first (CORS), and this one
        does not allow it. So another media type is answered 415.
        """
        if self.headers.get_content_type() != "application/json":
            raise Refusal(415, "Content-Type: want application/json")
        try:
            return json.loads(self.text(), parse_constant=self.no_number)
        except (json.JSONDecodeError, RecursionError) as error:
            raise ValueError(f"body: got no valid JSON: {error}") from None

    @staticmethod
    def no_number(word):
        raise ValueError(f"body: got {word}, which is no JSON")

    def answer(self, status, body, headers=None):
        """Answers with a text, or with anything else as JSON."""
        plain = isinstance(body, str)
        data = (body if plain else json.dumps(body)).encode("utf-8", "replace")
        self.head(status, {
            "Content-Type": "text/plain; charset=utf-8" if plain else "application/json",
            "Content-Length": str(len(data)),
            **(headers or {}),
        })
        if self.command != "HEAD":
            self.wfile.write(data)

    def open(self, status, headers):
        """Sends the headers at once, and returns the body, to be written bit by bit: with request.open(…) as out."""
        chunked = self.request_version != "HTTP/1.0"
        self.head(status, {**headers, "Transfer-Encoding": "chunked"} if chunked else headers)
        return Stream(self.wfile, chunked)

    def cut(self):
        """Ends the connection. Any thread may do this, also while a write of another one is stuck in it."""
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # it has ended by itself

    def head(self, status, headers):
        self.answered = True
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def serve(self):
        self.answered = False
        try:
            self.require_own()
            self.body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            handler = self.routes.get((self.command, self.path.split("?")[0]))
            if not handler:
                return self.answer(404, {"error": f"there is no {self.command} {self.path}"})
            handler(self)
        except Refusal as refusal:
            self.close_connection = True  # what is left of the body would be read as the next request
            self.answer(refusal.args[0], {"error": refusal.args[1]})
        except OSError:
            self.close_connection = True  # the client has gone, and there is nobody to answer
        except Exception:
            traceback.print_exc()
            self.close_connection = True
            if not self.answered:
                self.answer(500, {"error": "the server is at fault; its terminal says how"})

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = serve

    def require_own(self):
        """Refuses what no handler should see: a foreign host or site, and more than fits into the memory."""
        if sum(len(name) + len(value) for name, value in self.headers.items()) > LARGEST_HEADERS:
            raise Refusal(431, f"headers: got more than {LARGEST_HEADERS} characters")
        if not LOOPBACK.fullmatch(self.headers.get("Host", "localhost")):
            raise Refusal(421, "Host: not a name of this server")
        if self.command not in ("GET", "HEAD", "OPTIONS") and self.foreign():
            raise Refusal(403, "Origin: a page of another site")
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not re.fullmatch("[0-9]{1,18}", length):
            raise Refusal(411, "Content-Length: want the number of bytes of the body")
        if int(length) > LARGEST_BODY:
            raise Refusal(413, f"body: got {length} bytes, want at most {LARGEST_BODY}")

    def foreign(self):
        """Whether the page of another site sends this. What has no Origin does not come from a page."""
        origin = self.headers.get("Origin")
        own = ("http://" + self.headers.get("Host", ""), "https://" + self.headers.get("Host", ""))
        return self.headers.get("Sec-Fetch-Site") == "cross-site" or origin is not None and origin not in own

    def log_message(self, *words):
        pass  # a line for each request would hide what you print


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True  # so that the port can be taken again at once after a restart
    daemon_threads = True
    request_queue_size = 1024  # a crowd that connects at once waits here instead of being turned away

    def handle_error(self, request, address):
        if not isinstance(sys.exc_info()[1], OSError):  # that is a client which has gone
            super().handle_error(request, address)


def serve(routes):
    """Serves these handlers on PORT of this machine until the process is ended."""
    Request.routes = routes
    sys.setswitchinterval(1e-6)  # CPython lets a thread run for 5 ms, and would hide races that come with load
    with Server(("127.0.0.1", int(os.environ.get("PORT", "8080"))), Request) as server:
        print(f"listening on http://127.0.0.1:{server.server_address[1]}", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    serve({("GET", "/events"): events, ("POST", "/messages"): publish})
