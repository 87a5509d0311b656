"""Flask on its own server, with a generator."""
import datetime, os, time
from flask import Flask

app = Flask(__name__)


@app.route("/events")
def events():
    def generate():
        while True:
            yield f"data: it is {datetime.datetime.now()}\n\n"
            time.sleep(1)

    return app.response_class(generate(), mimetype="text/event-stream")


app.run("127.0.0.1", int(os.environ["PORT"]))
