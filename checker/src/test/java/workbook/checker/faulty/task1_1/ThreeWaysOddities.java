package workbook.checker.faulty.task1_1;

import static workbook.checker.faulty.Variant.legal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Variant;
import workbook.checker.scripted.Request;

/** Odd servers of task 1.1 that are right: the contract leaves all of it free. */
final class ThreeWaysOddities {

    private ThreeWaysOddities() {}

    static List<Variant> all() {
        return List.of(
                legal("1.1", "right in every way", new ThreeWaysServer()),
                legal("1.1", "the first at the next tick", new ThreeWaysServer() {
                    @Override
                    long firstEvent() {
                        return now() + 1;
                    }

                    @Override
                    long firstMessage() {
                        return now() + 1;
                    }
                }),
                legal("1.1", "the poll is a tick behind", new ThreeWaysServer() {
                    @Override
                    long polled() {
                        return now() - 1;
                    }
                }),
                legal("1.1", "more keys, another type of JSON", new ThreeWaysServer() {
                    @Override
                    void poll(Reply reply) {
                        String body = "{\"unit\": \"s\", \"tick\": %d}\n".formatted(now());
                        reply.head(
                                        "HTTP/1.1 200 OK",
                                        "content-type: application/json; charset=utf-8",
                                        "cache-control: private, no-cache, max-age=0",
                                        "Connection: close")
                                .raw(body);
                    }
                }),
                legal("1.1", "ids, types, comments and CR", new ThreeWaysServer() {
                    @Override
                    void event(Reply reply, long tick) {
                        reply.write(": hello\r\rretry: 2000\rid:" + tick + "\rdata:" + tick + "\r\r");
                    }
                }),
                legal("1.1", "a handshake in other letters", new ThreeWaysServer() {
                    @Override
                    void handshake(Reply reply, String accept) {
                        reply.head(
                                "HTTP/1.1 101",
                                "sec-websocket-accept: " + accept,
                                "connection: keep-alive, UPGRADE",
                                "upgrade: WebSocket",
                                "X-More: yes");
                    }
                }),
                legal("1.1", "messages in parts, with pings and pongs between", new ThreeWaysServer() {
                    @Override
                    void message(Reply reply, long tick) {
                        byte[] text = Long.toString(tick).getBytes(StandardCharsets.US_ASCII);
                        synchronized (reply) {
                            send(reply, TEXT, new byte[] {text[0]});
                            send(reply, FIN | PING, new byte[] {1, 2, 3});
                            send(reply, FIN | PONG, new byte[] {4});
                            send(reply, CONTINUATION, new byte[0]);
                            send(
                                    reply,
                                    FIN | CONTINUATION,
                                    new String(text, 1, text.length - 1, StandardCharsets.US_ASCII)
                                            .getBytes(StandardCharsets.US_ASCII));
                        }
                    }
                }),
                legal("1.1", "forty places, each given back however its client leaves", new ThreeWaysServer() {
                    private final Semaphore places = new Semaphore(40);

                    @Override
                    void socket(Request request, Reply reply) throws Exception {
                        places.acquire();
                        try {
                            super.socket(request, reply);
                        } finally {
                            places.release();
                        }
                    }
                }),
                legal("1.1", "a close without a status, and a tick before it", new ThreeWaysServer() {
                    @Override
                    void closed(Reply reply, Heard close) throws Exception {
                        synchronized (reply) {
                            send(reply, FIN | CLOSE, new byte[0]);
                            reply.cut();
                        }
                    }
                }));
    }
}
