"""Starlette on uvicorn, with a StreamingResponse."""
import asyncio, datetime, os
import uvicorn
from starlette.applications import Starlette
from starlette.responses import StreamingResponse
from starlette.routing import Route


async def generate():
    while True:
        yield f"data: it is {datetime.datetime.now()}\n\n"
        await asyncio.sleep(1)


async def events(request):
    return StreamingResponse(generate(), media_type="text/event-stream")


uvicorn.run(Starlette(routes=[Route("/events", events)]), host="127.0.0.1", port=int(os.environ["PORT"]), log_level="error")
