"""Django on its own server, with a StreamingHttpResponse."""
import datetime, os, sys, time
from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import StreamingHttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="of no use here", ALLOWED_HOSTS=["127.0.0.1"])


def generate():
    while True:
        yield f"data: it is {datetime.datetime.now()}\n\n"
        time.sleep(1)


def events(request):
    return StreamingHttpResponse(generate(), content_type="text/event-stream")


urlpatterns = [path("events", events)]
execute_from_command_line([sys.argv[0], "runserver", "--noreload", f"127.0.0.1:{os.environ['PORT']}"])
