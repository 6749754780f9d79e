"""A real HTTP server on loopback that answers as a test tells it to, and remembers who asked."""

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict = field(default_factory=dict)


@dataclass
class Site:
    """`answers` holds, for a path, one answer or a list that is used up down to its last."""

    server: ThreadingHTTPServer
    answers: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)

    @property
    def base(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def paths(self):
        return [path for path, _, _ in self.asked]

    def sent(self, path, header):
        """What the client said in a header, in each request for a path."""
        return [headers.get(header) for asked, headers, _ in self.asked if asked == path]

    def times(self, path):
        return [at for asked, _, at in self.asked if asked == path]

    def answer(self, path):
        found = self.answers.get(path, Answer(status=404))
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        return Answer(found) if isinstance(found, bytes) else found


def etag_answer(site, path, body, tag, **headers):
    """Make a path answer 304 to who knows its ETag."""
    site.answers[path] = (body, tag, headers)


@contextmanager
def serving():
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args):
            pass

        def do_GET(self):
            site.asked.append((self.path, dict(self.headers), time.monotonic()))
            answer = site.answer(self.path)
            if isinstance(answer, tuple):
                body, tag, headers = answer
                known = self.headers.get("If-None-Match") == tag
                answer = Answer(b"" if known else body, 304 if known else 200, headers)
                answer.headers = {**headers, "ETag": tag}
            self.send_response_only(answer.status)  # a Date only where the test gives one
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(answer.body)
            self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
