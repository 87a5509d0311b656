"""Tornado, with a handler that writes and flushes."""
import asyncio, datetime, os
import tornado.iostream, tornado.web


class Events(tornado.web.RequestHandler):
    async def get(self):
        self.set_header("Content-Type", "text/event-stream")
        try:
            while True:
                self.write(f"data: it is {datetime.datetime.now()}\n\n")
                await self.flush()
                await asyncio.sleep(1)
        except tornado.iostream.StreamClosedError:
            pass


async def main():
    tornado.web.Application([("/events", Events)]).listen(int(os.environ["PORT"]), "127.0.0.1")
    await asyncio.Event().wait()


asyncio.run(main())
