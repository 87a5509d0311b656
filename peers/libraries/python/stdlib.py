"""Python's standard library: http.server with a thread for each client."""
import datetime, http.server, os, time


class Events(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path != "/events":
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            while True:
                self.wfile.write(f"data: it is {datetime.datetime.now()}\n\n".encode())
                time.sleep(1)
        except OSError:
            self.close_connection = True

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Events).serve_forever()
