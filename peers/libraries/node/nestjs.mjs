// NestJS on Express, with @Sse. Node has no decorators, so they are called.
import 'reflect-metadata';
import { Controller, Module, Sse } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { interval, map } from 'rxjs';

class Events {
  events() {
    return interval(1000).pipe(map(() => ({ data: { message: `it is ${new Date().toISOString()}` } })));
  }
}
Controller()(Events);
Sse('events')(Events.prototype, 'events', Object.getOwnPropertyDescriptor(Events.prototype, 'events'));

class App {}
Module({ controllers: [Events] })(App);

const app = await NestFactory.create(App, { logger: false });
await app.listen(process.env.PORT, '127.0.0.1');
