package workbook.checker.faulty.task3_1;

import static workbook.checker.faulty.Variant.faulty;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Spelling;
import workbook.checker.faulty.Variant;
import workbook.checker.faulty.servers.ClockServer;
import workbook.checker.faulty.servers.QueueServer;
import workbook.checker.faulty.servers.ReplayServer;
import workbook.checker.scripted.Request;

/** Faulty servers of task 3.1 that show their sin without a restart and with any capacity. */
public final class ReplayFaults {

    private ReplayFaults() {}

    static List<Variant> all() {
        return Stream.of(heads(), posts(), retries(), ids(), starts(), resumes(), resets(), hostile(), seams())
                .flatMap(Collection::stream)
                .toList();
    }

    /** Time passes where another thread may come in between. */
    private static List<Variant> heads() {
        return List.of(
                faulty("H1", "messages as application/json", "3.1/1", new ReplayServer() {
                    @Override
                    protected void head(Reply reply) {
                        reply.head(
                                        "HTTP/1.1 200 OK",
                                        "Content-Type: application/json",
                                        "Cache-Control: no-cache",
                                        "Transfer-Encoding: chunked")
                                .chunked();
                    }
                }),
                faulty("H3", "a stream that may be cached", "3.1/1", new ReplayServer() {
                    @Override
                    protected void head(Reply reply) {
                        reply.head("HTTP/1.1 200 OK", "Content-Type: text/event-stream", "Transfer-Encoding: chunked")
                                .chunked();
                    }
                }),
                faulty("H4", "headers wait for the first message", "3.1/1", new ReplayServer() {
                    @Override
                    protected void get(String lastId, Reply reply) throws Exception {
                        awaitAfter(place(lastId));
                        super.get(lastId, reply);
                    }
                }));
    }

    private static List<Variant> posts() {
        return List.of(
                faulty("200", "200 for a message", "3.1/2", new ReplayServer() {
                    @Override
                    protected void accept(Reply reply, String id) {
                        reply.json(200, "{\"id\": \"" + id + "\"}").cut();
                    }
                }),
                faulty("number", "the id is a number in JSON", "3.1/2", new ReplayServer() {
                    @Override
                    protected void accept(Reply reply, String id) {
                        reply.json(201, "{\"id\": 7}").cut();
                    }
                }),
                faulty("W11", "broken UTF-8 is taken in", "3.1/2", new ReplayServer() {
                    @Override
                    protected String decode(byte[] body) {
                        return new String(body, StandardCharsets.UTF_8);
                    }
                }),
                faulty("R10", "all clients share one place in the stream", "3.1/3", new ReplayServer() {
                    private final AtomicLong shared = new AtomicLong();

                    @Override
                    protected void stream(long from, Reply reply) throws Exception {
                        shared.set(newest);
                        while (true) {
                            awaitAfter(shared.get());
                            send(reply, buffer.get((int) shared.getAndIncrement()));
                        }
                    }
                }),
                faulty("W1", "a line break in a message ends the field", "3.1/3", new ReplayServer() {
                    @Override
                    protected String data(String text) {
                        return "data: " + text + "\n";
                    }
                }));
    }

    private static List<Variant> retries() {
        return List.of(
                faulty("retry", "no retry", "3.1/4", beginning("")),
                faulty("X6", "retry in seconds, with a unit", "3.1/4", beginning("retry: 0.1s\n\n")),
                faulty("X6s", "retry in seconds", "3.1/4", beginning("retry: 0.1\n\n")),
                faulty("X6d", "retry as the config writes it", "3.1/4", beginning("retry: PT0.1S\n\n")),
                faulty("default", "a retry that is not the configured one", "3.1/4", beginning("retry: 3000\n\n")),
                faulty("late", "retry behind each message", "3.1/4", new ReplayServer() {
                    @Override
                    protected String begin(String lastId) {
                        return ":\n\n";
                    }

                    @Override
                    protected String event(Message message) {
                        return super.event(message) + "retry: " + retry() + "\n\n";
                    }
                }),
                faulty("once", "retry for new clients only", "3.1/4", new ReplayServer() {
                    @Override
                    protected String begin(String lastId) {
                        return lastId.isEmpty() ? super.begin(lastId) : ":\n\n";
                    }
                }));
    }

    private static ReplayServer beginning(String begin) {
        return new ReplayServer() {
            @Override
            protected String begin(String lastId) {
                return begin.isEmpty() ? ":\n\n" : begin;
            }
        };
    }

    private static List<Variant> ids() {
        return List.of(
                faulty("R1", "no ids", "3.1/5", new ReplayServer() {
                    @Override
                    protected String event(Message message) {
                        return data(message.text()) + "\n";
                    }
                }),
                faulty("R7", "ids counted for each connection", "3.1/5", new ReplayServer() {
                    @Override
                    protected void stream(long from, Reply reply) throws Exception {
                        for (long place = from, n = 1; ; n++) {
                            Message message = awaitAfter(place).getFirst();
                            reply.write(event(new Message(n, message.text())));
                            place = message.number();
                        }
                    }
                }),
                faulty("R12", "every id is the same", "3.1/5", new ReplayServer() {
                    @Override
                    protected String id(long number) {
                        return process + "0";
                    }
                }),
                faulty(
                        "order",
                        "the id is given in one step, the message handed out in another",
                        "3.1/5",
                        unordered()));
    }

    private static ReplayServer unordered() {
        return new QueueServer() {
            @Override
            protected String publish(String text) {
                Message message;
                lock.lock();
                try {
                    message = new Message(++newest, text);
                    buffer.add(message);
                } finally {
                    lock.unlock();
                }
                for (BlockingQueue<Message> client : clients) {
                    ClockServer.pause(ThreadLocalRandom.current().nextInt(8));
                    client.add(message);
                }
                return id(message.number());
            }
        };
    }

    private static List<Variant> starts() {
        return List.of(
                faulty("R15", "the whole buffer for a new client", "3.1/6", new ReplayServer() {
                    @Override
                    protected long place(String lastId) {
                        return lastId.isEmpty() ? 0 : super.place(lastId);
                    }
                }),
                faulty("H4b", "a place in the live stream some time after the headers", "3.1/6", new QueueServer() {
                    @Override
                    protected boolean join(String lastId, BlockingQueue<Message> mine, List<Message> replay) {
                        if (!lastId.isEmpty()) {
                            return super.join(lastId, mine, replay);
                        }
                        Thread.ofVirtual().start(() -> {
                            ClockServer.pause(20);
                            super.join(lastId, mine, replay);
                        });
                        return false;
                    }
                }),
                faulty("empty", "an empty Last-Event-ID is an unknown one", "3.1/6", new ReplayServer() {
                    @Override
                    public void answer(Request request, Reply reply) throws Exception {
                        boolean empty = request.headers()
                                .getOrDefault("last-event-id", "none")
                                .isEmpty();
                        if (empty) {
                            get("?", reply);
                        } else {
                            super.answer(request, reply);
                        }
                    }
                }));
    }

    private static List<Variant> resumes() {
        return List.of(
                faulty("R2", "Last-Event-ID is not read", "3.1/7", place((server, id) -> server.newest)),
                faulty("own", "the name of the header is taken as it is written", "3.1/7", new ReplayServer() {
                    @Override
                    public void answer(Request request, Reply reply) throws Exception {
                        super.answer(Spelling.only("Last-Event-ID", request), reply);
                    }
                }),
                faulty("R3", "the replay begins with the id of the header", "3.1/7", shifted(-1)),
                faulty("R3b", "the replay begins one too late", "3.1/7", shifted(1)),
                faulty("R13", "the first id counts as none", "3.1/7", place((server, id) -> {
                    long number = server.number(id).orElse(-1);
                    return number == 1 ? server.newest : number;
                })),
                faulty("text", "numbers are compared as text", "3.1/7", place((server, id) -> {
                    long number = server.number(id).orElse(-1);
                    boolean known = Long.toString(number).compareTo(Long.toString(server.newest)) <= 0;
                    return known ? number : -1;
                })),
                faulty("R6", "the retry block has an id", "3.1/7", new ReplayServer() {
                    @Override
                    protected String begin(String lastId) {
                        return "id: retry-1\n" + super.begin(lastId);
                    }
                }),
                faulty("R6b", "a comment behind each message has an id", "3.1/7", new ReplayServer() {
                    @Override
                    protected String event(Message message) {
                        return super.event(message) + "id: comment-1\n: sent\n\n";
                    }
                }),
                faulty("R10b", "what is replayed is taken out of the buffer", "3.1/7", new ReplayServer() {
                    @Override
                    protected void get(String lastId, Reply reply) throws Exception {
                        long place = place(lastId);
                        head(reply);
                        reply.write(begin(lastId));
                        if (!lastId.isEmpty() && place >= 0 && place < newest) {
                            List<Message> replay = awaitAfter(place);
                            replay.forEach(message -> send(reply, message));
                            buffer.removeAll(replay);
                            place = replay.isEmpty() ? newest : replay.getLast().number();
                        }
                        stream(place, reply);
                    }
                }));
    }

    /** Where a client with an id goes on. */
    private interface Place {
        long of(ReplayServer server, String id);
    }

    private static ReplayServer place(Place place) {
        return new ReplayServer() {
            @Override
            protected long place(String lastId) {
                return lastId.isEmpty() ? newest : place.of(this, lastId);
            }
        };
    }

    /** A client that has everything goes on as it should, so that the fault is one of the replay alone. */
    private static ReplayServer shifted(int by) {
        return place((server, id) -> {
            long number = server.number(id).orElse(-1);
            return number < 0 || number == server.newest ? number : Math.max(0, number + by);
        });
    }

    private static List<Variant> resets() {
        return List.of(
                faulty("R9", "an id ahead waits until it is reached", "3.1/8", place((server, id) -> {
                    boolean ours = id.matches(server.process + "[0-9]+");
                    return server.number(id).orElse(ours ? Long.parseLong(id.substring(server.process.length())) : -1);
                })),
                faulty("unknown", "an unknown id counts as none", "3.1/8", place((server, id) -> server.number(id)
                        .orElse(server.newest))),
                faulty(
                        "R8",
                        "an unknown id gets the buffer without a word",
                        "3.1/8",
                        place((server, id) -> server.number(id).orElse(0))),
                faulty("R6c", "the reset has an id", "3.1/8", resetting("id: reset-1\n", "{\"oldest\": %s}")),
                faulty("oldest", "oldest is missing", "3.1/8", resetting("", "{}")),
                faulty("json", "the reset has no JSON", "3.1/8", resetting("", "%s")),
                faulty("dict", "the reset as Python prints a dict", "3.1/8", resetting("", "{'oldest': %s}")),
                faulty("map", "the reset as Java prints a map", "3.1/8", resetting("", "{oldest=%s}")),
                faulty("nodata", "nothing behind the reset", "3.1/8", new ReplayServer() {
                    @Override
                    protected void stream(long from, Reply reply) throws Exception {
                        if (from < 0) {
                            reply.write(reset(awaitAfter(from)));
                        }
                        super.stream(from < 0 ? newest : from, reply);
                    }
                }));
    }

    private static ReplayServer resetting(String id, String data) {
        return new ReplayServer() {
            @Override
            protected String reset(List<Message> messages) {
                String oldest = "\"" + id(messages.getFirst().number()) + "\"";
                return "event: reset\n" + id + "data: " + data.formatted(oldest) + "\n\n";
            }
        };
    }

    private static List<Variant> hostile() {
        return List.of(
                faulty("S8", "500 for an id that does not parse", "3.1/9", new ReplayServer() {
                    @Override
                    protected void get(String lastId, Reply reply) throws Exception {
                        if (lastId.startsWith(process) && !lastId.matches(process + "[0-9]+")) {
                            reply.json(500, "{\"error\": \"NumberFormatException\"}")
                                    .cut();
                        }
                        super.get(lastId, reply);
                    }
                }),
                faulty("S8b", "an id is read up to the first sign that does not fit", "3.1/9", new ReplayServer() {
                    @Override
                    public OptionalLong number(String id) {
                        return super.number(id.replaceFirst("(?<=m-[0-9]{1,9})[^0-9].*", ""));
                    }
                }),
                faulty("S8c", "an id of ten kilobytes is looked at", "3.1/9", new ReplayServer() {
                    @Override
                    protected void get(String lastId, Reply reply) throws Exception {
                        super.get(lastId.length() > 8192 ? "long" : lastId, reply);
                    }
                }),
                faulty("S8d", "a long id never gets an answer", "3.1/9", new ReplayServer() {
                    @Override
                    protected long place(String lastId) {
                        if (lastId.length() > 1000) {
                            awaitForever();
                        }
                        return super.place(lastId);
                    }
                }));
    }

    private static void awaitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Variant> seams() {
        return List.of(
                faulty("R4", "first the copy of the buffer, then the live stream", "3.1/10", new QueueServer() {
                    @Override
                    protected boolean join(String lastId, BlockingQueue<Message> mine, List<Message> replay) {
                        boolean reset = copy(lastId, replay);
                        ClockServer.pause(1);
                        clients.add(mine);
                        return reset;
                    }
                }),
                faulty("R4b", "first the live stream, then the copy of the buffer", "3.1/10", new QueueServer() {
                    @Override
                    protected boolean join(String lastId, BlockingQueue<Message> mine, List<Message> replay) {
                        clients.add(mine);
                        ClockServer.pause(1);
                        return copy(lastId, replay);
                    }
                }));
    }
}
