"""aiohttp, with a StreamResponse."""
import asyncio, datetime, os
from aiohttp import web


async def events(request):
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    while True:
        await response.write(f"data: it is {datetime.datetime.now()}\n\n".encode())
        await asyncio.sleep(1)


app = web.Application()
app.router.add_get("/events", events)
web.run_app(app, host="127.0.0.1", port=int(os.environ["PORT"]), print=None)
