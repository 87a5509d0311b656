package workbook.checker.faulty.task1_1;

import static workbook.checker.faulty.Variant.faulty;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import workbook.checker.faulty.EditedAnswers;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Standalone;
import workbook.checker.faulty.Variant;
import workbook.checker.scripted.Request;

/** Faulty servers of task 1.1, and faulty answers. */
final class ThreeWaysFaults {

    private ThreeWaysFaults() {}

    static List<Variant> all() {
        return Stream.of(polls(), streams(), handshakes(), messages(), pings(), closes(), counters(), answers())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Variant> polls() {
        return List.of(
                faulty("own", "no route /poll", "1.1/1", new ThreeWaysServer() {
                    @Override
                    void poll(Reply reply) {
                        reply.json(404, "{}");
                    }
                }),
                faulty("own", "the bare number", "1.1/1", new ThreeWaysServer() {
                    @Override
                    void poll(Reply reply) {
                        pollHead(reply, Long.toString(now()));
                    }
                }),
                faulty("own", "the number as a string", "1.1/1", new ThreeWaysServer() {
                    @Override
                    void poll(Reply reply) {
                        pollHead(reply, "{\"tick\": \"%d\"}".formatted(now()));
                    }
                }),
                faulty("H1", "JSON as text/plain", "1.1/1", new ThreeWaysServer() {
                    @Override
                    void pollHead(Reply reply, String body) {
                        reply.head("HTTP/1.1 200 OK", "Content-Type: text/plain", "Content-Length: " + body.length())
                                .raw(body);
                    }
                }),
                faulty("H3", "a poll without Cache-Control", "1.1/2", new ThreeWaysServer() {
                    @Override
                    void poll(Reply reply) {
                        reply.json(200, "{\"tick\": %d}".formatted(now()));
                    }
                }),
                faulty("H3", "a poll that may be kept for a minute", "1.1/2", new ThreeWaysServer() {
                    @Override
                    void pollHead(Reply reply, String body) {
                        reply.head(
                                        "HTTP/1.1 200 OK",
                                        "Content-Type: application/json",
                                        "Cache-Control: max-age=60",
                                        "Content-Length: " + body.length())
                                .raw(body);
                    }
                }));
    }

    private static List<Variant> streams() {
        return List.of(
                faulty("H1", "the stream is JSON", "1.1/3", new ThreeWaysServer() {
                    @Override
                    void eventsHead(Reply reply) {
                        reply.head("HTTP/1.1 200 OK", "Content-Type: application/json", "Cache-Control: no-cache");
                    }
                }),
                faulty("H3", "a stream that may be cached", "1.1/3", new ThreeWaysServer() {
                    @Override
                    void eventsHead(Reply reply) {
                        reply.head("HTTP/1.1 200 OK", "Content-Type: text/event-stream");
                    }
                }),
                faulty("H4", "the headers wait for the next tick", "1.1/3", new ThreeWaysServer() {
                    @Override
                    void eventsHead(Reply reply) {
                        await(now() + 1);
                        super.eventsHead(reply);
                    }
                }),
                faulty("own", "the first events are those of the last four ticks", "1.1/4", new ThreeWaysServer() {
                    @Override
                    long firstEvent() {
                        return now() - 4;
                    }
                }),
                faulty("own", "JSON in the events", "1.1/4", new ThreeWaysServer() {
                    @Override
                    void event(Reply reply, long tick) {
                        reply.write("data: {\"tick\": " + tick + "}\n\n");
                    }
                }),
                faulty("W3", "numbers without data:", "1.1/4", new ThreeWaysServer() {
                    @Override
                    void event(Reply reply, long tick) {
                        reply.write(tick + "\n\n");
                    }
                }),
                faulty("B5", "every second tick", "1.1/4", new ThreeWaysServer() {
                    @Override
                    long afterEvent(long tick) {
                        return tick + 2;
                    }
                }),
                faulty("own", "it looks more often than it ticks", "1.1/4", new ThreeWaysServer() {
                    @Override
                    void event(Reply reply, long tick) {
                        reply.write("data: " + tick + "\n\ndata: " + tick + "\n\n");
                    }
                }),
                faulty("B8", "the handler returns", "1.1/4", new ThreeWaysServer() {
                    @Override
                    void event(Reply reply, long tick) {
                        reply.write("data: " + tick + "\n\n").end();
                    }
                }),
                faulty("A4", "four ticks at a time", "1.1/4", new ThreeWaysServer() {
                    @Override
                    void event(Reply reply, long tick) {
                        if (tick % 4 == 0) {
                            for (long n = tick - 3; n <= tick; n++) {
                                reply.write("data: " + n + "\n\n");
                            }
                        }
                    }
                }),
                faulty("own", "a client that leaves the events ends the ticker of all", "1.1/4", new ThreeWaysServer() {
                    private volatile boolean ended;

                    @Override
                    void event(Reply reply, long tick) throws Exception {
                        if (ended) {
                            new CountDownLatch(1).await();
                        }
                        try {
                            super.event(reply, tick);
                        } catch (RuntimeException left) {
                            ended = true;
                        }
                    }
                }),
                faulty("own", "who leaves the events keeps what the next one needs", "1.1/4", new ThreeWaysServer() {
                    private final Semaphore joining = new Semaphore(1);

                    @Override
                    void events(Reply reply) throws Exception {
                        joining.acquire();
                        joining.release();
                        try {
                            super.events(reply);
                        } finally {
                            joining.acquire();
                        }
                    }
                }),
                faulty("own", "a tick in three intervals", "1.1/4", new ThreeWaysServer() {
                    @Override
                    void event(Reply reply, long tick) {
                        if (tick % 3 == 0) {
                            reply.write("data: " + tick / 3 + "\n\n");
                        }
                    }
                }));
    }

    private static List<Variant> handshakes() {
        return List.of(
                handshake("no WebSocket route", "HTTP/1.1 404 Not Found", "Content-Length: 0"),
                handshake("an HTTP route in place of it", "HTTP/1.1 200 OK", "Content-Length: 0"),
                handshake("a handshake refused", "HTTP/1.1 426 Upgrade Required", "Content-Length: 0"),
                handshake(
                        "no Sec-WebSocket-Accept",
                        "HTTP/1.1 101 Switching Protocols",
                        "Upgrade: websocket",
                        "Connection: Upgrade"),
                handshake(
                        "an accept that fits another key",
                        "HTTP/1.1 101 Switching Protocols",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="),
                faulty("own", "the hash in hex", "1.1/5", new ThreeWaysServer() {
                    @Override
                    void socket(Request request, Reply reply) throws Exception {
                        byte[] digest = digest(request.headers().get("sec-websocket-key"));
                        handshake(reply, HexFormat.of().formatHex(digest));
                    }
                }),
                faulty("own", "no Upgrade header", "1.1/5", new ThreeWaysServer() {
                    @Override
                    void handshake(Reply reply, String accept) {
                        reply.head(
                                "HTTP/1.1 101 Switching Protocols",
                                "Connection: Upgrade",
                                "Sec-WebSocket-Accept: " + accept);
                    }
                }),
                faulty("own", "an extension that nobody offered", "1.1/5", new ThreeWaysServer() {
                    @Override
                    void handshake(Reply reply, String accept) {
                        reply.head(
                                "HTTP/1.1 101 Switching Protocols",
                                "Upgrade: websocket",
                                "Connection: Upgrade",
                                "Sec-WebSocket-Accept: " + accept,
                                "Sec-WebSocket-Extensions: permessage-deflate");
                    }
                }));
    }

    private static Variant handshake(String name, String... head) {
        return faulty("own", name, "1.1/5", new ThreeWaysServer() {
            @Override
            void socket(Request request, Reply reply) {
                reply.head(head);
            }
        });
    }

    private static List<Variant> messages() {
        return List.of(
                faulty("own", "frames that are masked", "1.1/6", new ThreeWaysServer() {
                    @Override
                    void message(Reply reply, long tick) {
                        reply.raw(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, '5', '5'});
                    }
                }),
                faulty("own", "the first messages are those of the last four ticks", "1.1/6", new ThreeWaysServer() {
                    @Override
                    long firstMessage() {
                        return now() - 4;
                    }
                }),
                faulty("own", "messages that begin as continuations", "1.1/6", new ThreeWaysServer() {
                    @Override
                    void message(Reply reply, long tick) {
                        send(reply, FIN, Long.toString(tick).getBytes(StandardCharsets.US_ASCII));
                    }
                }),
                faulty("own", "each part of a message as a text of its own", "1.1/6", new ThreeWaysServer() {
                    @Override
                    void message(Reply reply, long tick) {
                        send(reply, TEXT, new byte[0]);
                        send(reply, FIN | TEXT, Long.toString(tick).getBytes(StandardCharsets.US_ASCII));
                    }
                }),
                faulty("own", "every length in two bytes", "1.1/6", new ThreeWaysServer() {
                    @Override
                    void message(Reply reply, long tick) {
                        byte[] text = Long.toString(tick).getBytes(StandardCharsets.US_ASCII);
                        byte[] frame = new byte[text.length + 4];
                        frame[0] = (byte) (FIN | TEXT);
                        frame[1] = 126;
                        frame[3] = (byte) text.length;
                        System.arraycopy(text, 0, frame, 4, text.length);
                        synchronized (reply) {
                            reply.raw(frame);
                        }
                    }
                }),
                faulty("own", "binary messages", "1.1/6", new ThreeWaysServer() {
                    @Override
                    void message(Reply reply, long tick) {
                        send(reply, FIN | 2, Long.toString(tick).getBytes(StandardCharsets.US_ASCII));
                    }
                }),
                faulty("own", "a reserved bit", "1.1/6", new ThreeWaysServer() {
                    @Override
                    void message(Reply reply, long tick) {
                        send(reply, FIN | 0x40 | TEXT, Long.toString(tick).getBytes(StandardCharsets.US_ASCII));
                    }
                }),
                faulty("own", "JSON in the messages", "1.1/6", new ThreeWaysServer() {
                    @Override
                    void message(Reply reply, long tick) {
                        send(reply, FIN | TEXT, ("{\"tick\": " + tick + "}").getBytes(StandardCharsets.US_ASCII));
                    }
                }),
                faulty("W3", "text without frames", "1.1/6", new ThreeWaysServer() {
                    @Override
                    void message(Reply reply, long tick) {
                        reply.raw("data: " + tick + "\n\n");
                    }
                }),
                faulty("own", "no message ever", "1.1/6", new ThreeWaysServer() {
                    @Override
                    void messages(Reply reply) {}
                }),
                faulty("B8", "closed behind the handshake", "1.1/6", new ThreeWaysServer() {
                    @Override
                    void socket(Request request, Reply reply) throws Exception {
                        handshake(reply, accept(request.headers().get("sec-websocket-key")));
                        reply.cut();
                    }
                }),
                faulty("B5", "every second tick as a message", "1.1/6", new ThreeWaysServer() {
                    @Override
                    long afterMessage(long tick) {
                        return tick + 2;
                    }
                }),
                faulty("A4", "three messages at a time", "1.1/6", new ThreeWaysServer() {
                    @Override
                    void message(Reply reply, long tick) throws Exception {
                        if (tick % 3 == 0) {
                            for (long n = tick - 2; n <= tick; n++) {
                                super.message(reply, n);
                            }
                        }
                    }
                }),
                faulty("own", "who is cut keeps what the next one needs", "1.1/6", new Standalone.Alone(new OneDoor() {
                    @Override
                    void listen(Reply reply) throws Exception {
                        try {
                            super.listen(reply);
                        } catch (IOException cut) {
                            joining.acquire();
                        }
                    }
                })));
    }

    private static List<Variant> pings() {
        return List.of(
                faulty("own", "no pong", "1.1/7", new ThreeWaysServer() {
                    @Override
                    void pong(Reply reply, Heard ping) {}
                }),
                faulty("own", "a pong without data", "1.1/7", new ThreeWaysServer() {
                    @Override
                    void pong(Reply reply, Heard ping) {
                        send(reply, FIN | PONG, new byte[0]);
                    }
                }),
                faulty("own", "a pong that is still masked", "1.1/7", new ThreeWaysServer() {
                    @Override
                    void pong(Reply reply, Heard ping) {
                        send(reply, FIN | PONG, ping.masked());
                    }
                }),
                faulty("own", "it sends and never reads", "1.1/7", new ThreeWaysServer() {
                    @Override
                    void messages(Reply reply) {}

                    @Override
                    void listen(Reply reply) {
                        super.messages(reply);
                    }
                }),
                faulty("own", "lengths of one byte only", "1.1/7", new ThreeWaysServer() {
                    @Override
                    int size(DataInputStream in) {
                        return 126;
                    }
                }),
                faulty("own", "a message in parts ends it", "1.1/7", new ThreeWaysServer() {
                    @Override
                    void heard(Reply reply, Heard message) {
                        if (!message.fin()) {
                            reply.cut();
                        }
                    }
                }),
                faulty("own", "no tick behind a pong", "1.1/7", new ThreeWaysServer() {
                    private volatile Reply pinged;

                    @Override
                    void pong(Reply reply, Heard ping) throws Exception {
                        super.pong(reply, ping);
                        pinged = reply;
                    }

                    @Override
                    void message(Reply reply, long tick) throws Exception {
                        if (reply != pinged) {
                            super.message(reply, tick);
                        }
                    }
                }));
    }

    private static List<Variant> closes() {
        return List.of(
                faulty("own", "no answer to a close", "1.1/8", new ThreeWaysServer() {
                    @Override
                    void closed(Reply reply, Heard close) {
                        LockSupport.park();
                    }
                }),
                faulty("own", "a close without a status is too short", "1.1/8", new ThreeWaysServer() {
                    @Override
                    void closed(Reply reply, Heard close) throws Exception {
                        if (close.payload().length < 2) {
                            throw new IndexOutOfBoundsException("no status");
                        }
                        super.closed(reply, close);
                    }
                }),
                faulty("own", "the close is sent back masked as it came", "1.1/8", new ThreeWaysServer() {
                    @Override
                    void closed(Reply reply, Heard close) {
                        synchronized (reply) {
                            byte[] frame = new byte[close.payload().length + 6];
                            frame[0] = (byte) (FIN | CLOSE);
                            frame[1] = (byte) (0x80 | close.payload().length);
                            System.arraycopy(close.payload(), 0, frame, 6, close.payload().length);
                            reply.raw(frame);
                            reply.cut();
                        }
                    }
                }),
                faulty("own", "a close with the status for none", "1.1/8", new ThreeWaysServer() {
                    @Override
                    void closed(Reply reply, Heard close) {
                        synchronized (reply) {
                            send(reply, FIN | CLOSE, new byte[] {1005 >> 8, (byte) 1005});
                            reply.cut();
                        }
                    }
                }),
                faulty("own", "cut in place of a close", "1.1/8", new ThreeWaysServer() {
                    @Override
                    void closed(Reply reply, Heard close) {
                        reply.cut();
                    }
                }),
                faulty("B2", "ticks behind the close", "1.1/8", new ThreeWaysServer() {
                    @Override
                    void closed(Reply reply, Heard close) {
                        send(reply, FIN | CLOSE, close.payload());
                        await(now() + 3);
                        reply.cut();
                    }
                }),
                faulty("own", "open behind the close", "1.1/8", new ThreeWaysServer() {
                    @Override
                    void closed(Reply reply, Heard close) {
                        synchronized (reply) {
                            send(reply, FIN | CLOSE, close.payload());
                            LockSupport.parkNanos(Duration.ofSeconds(30).toNanos());
                        }
                    }
                }),
                faulty("own", "one client closes, all are closed", "1.1/8", new ThreeWaysServer() {
                    private final Set<Reply> open = ConcurrentHashMap.newKeySet();

                    @Override
                    void listen(Reply reply) throws Exception {
                        open.add(reply);
                        super.listen(reply);
                    }

                    @Override
                    void closed(Reply reply, Heard close) throws Exception {
                        super.closed(reply, close);
                        open.forEach(Reply::cut);
                        open.clear();
                    }
                }),
                faulty("own", "who closes keeps what the next one needs", "1.1/8", new Standalone.Alone(new OneDoor() {
                    @Override
                    void closed(Reply reply, Heard close) throws Exception {
                        super.closed(reply, close);
                        joining.acquire();
                    }
                })),
                faulty("own", "thirty places, and who closes keeps its own", "1.1/8", new ThreeWaysServer() {
                    private final Semaphore places = new Semaphore(30);

                    @Override
                    void socket(Request request, Reply reply) throws Exception {
                        places.acquire();
                        super.socket(request, reply);
                    }

                    @Override
                    void listen(Reply reply) throws Exception {
                        try {
                            super.listen(reply);
                        } catch (IOException cut) {
                            places.release();
                        }
                    }
                }),
                faulty("own", "one listener for all clients", "1.1/8", new ThreeWaysServer() {
                    private volatile boolean closed;

                    @Override
                    void closed(Reply reply, Heard close) throws Exception {
                        closed = true;
                        super.closed(reply, close);
                    }

                    @Override
                    void message(Reply reply, long tick) throws Exception {
                        if (!closed) {
                            super.message(reply, tick);
                        }
                    }
                }));
    }

    private static List<Variant> counters() {
        return List.of(
                faulty("own", "each event stream counts for itself", "1.1/9", new ThreeWaysServer() {
                    private final ThreadLocal<Long> begun = ThreadLocal.withInitial(this::now);

                    @Override
                    void event(Reply reply, long tick) throws Exception {
                        super.event(reply, tick - begun.get());
                    }
                }),
                faulty("own", "each WebSocket counts for itself", "1.1/9", new ThreeWaysServer() {
                    private final ThreadLocal<Long> begun = ThreadLocal.withInitial(this::now);

                    @Override
                    void message(Reply reply, long tick) throws Exception {
                        super.message(reply, tick - begun.get());
                    }
                }),
                faulty("own", "a counter of polls", "1.1/9", new ThreeWaysServer() {
                    private final AtomicLong polls = new AtomicLong();

                    @Override
                    long polled() {
                        return polls.incrementAndGet();
                    }
                }),
                faulty("own", "the poll is three ticks old", "1.1/9", new ThreeWaysServer() {
                    @Override
                    long polled() {
                        return now() - 3;
                    }
                }));
    }

    private static List<Variant> answers() {
        return List.of(
                answer("a wrong word", "direction: both", "direction: push"),
                answer("a wrong number", "requests: 10", "requests: 1"),
                answer("one answer is missing", "reconnects: browser", "reconnects:"));
    }

    private static Variant answer(String name, String from, String to) {
        return faulty("own", name, "1.1/10", new EditedAnswers(10, from, to));
    }

    /**
     * Whoever joins by WebSocket goes through a door that the one before may have left shut. It stays shut for good, so each
     * grading needs a process of its own.
     */
    private static class OneDoor extends ThreeWaysServer {

        final Semaphore joining = new Semaphore(1);

        @Override
        void socket(Request request, Reply reply) throws Exception {
            joining.acquire();
            joining.release();
            super.socket(request, reply);
        }
    }
}
