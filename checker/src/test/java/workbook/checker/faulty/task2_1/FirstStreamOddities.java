package workbook.checker.faulty.task2_1;

import static workbook.checker.faulty.Variant.legal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Variant;
import workbook.checker.faulty.servers.ClockServer;

/** Servers of task 2.1 that are odd but right: what the rules leave free, used to the full. */
final class FirstStreamOddities {

    private static final String STREAM = "Content-Type: text/event-stream";
    private static final String NO_CACHE = "Cache-Control: no-cache";

    private FirstStreamOddities() {}

    static List<Variant> all() {
        return List.of(
                legal("2.1", "nothing odd", new ClockServer()),
                legal("2.1", "the first event after one interval", new ClockServer() {
                    @Override
                    protected void run(Reply reply) {
                        long begun = System.nanoTime();
                        for (int n = 1; n <= COUNT; n++) {
                            pause(begun, INTERVAL.multipliedBy(n));
                            send(reply, event(n));
                        }
                    }
                }),
                legal("2.1", "the end one interval after the last event", new ClockServer() {
                    @Override
                    protected void end(Reply reply) throws Exception {
                        pause(System.nanoTime(), INTERVAL);
                        super.end(reply);
                    }
                }),
                legal("2.1", "the end one interval after the duration", new ClockServer() {
                    @Override
                    protected void end(Reply reply) throws Exception {
                        pause(System.nanoTime(), INTERVAL.multipliedBy(2));
                        super.end(reply);
                    }
                }),
                legal("2.1", "CRLF, ids, comments, unknown fields, retry", new ClockServer() {
                    @Override
                    protected String event(int n) {
                        return ": tick\r\nid: " + n + "\r\nretry: 500\r\nfoo\r\ndata:" + time(n) + "\r\n\r\n\r\n";
                    }
                }),
                legal("2.1", "CR line ends and a byte order mark", new ClockServer() {
                    @Override
                    protected String event(int n) {
                        return (n == 0 ? "\ufeff" : "") + "data: " + time(n) + "\r\r";
                    }
                }),
                legal("2.1", "a byte per write", new ClockServer() {
                    @Override
                    protected void send(Reply reply, String event) {
                        for (byte one : event.getBytes(StandardCharsets.UTF_8)) {
                            reply.write(new byte[] {one});
                        }
                    }
                }),
                legal("2.1", "an offset instead of Z, and milliseconds", new ClockServer() {
                    @Override
                    protected String time(int n) {
                        return Instant.ofEpochMilli(System.currentTimeMillis())
                                .atOffset(ZoneOffset.ofHours(8))
                                .toString();
                    }
                }),
                legal("2.1", "the end is the end of the connection", new ClockServer() {
                    @Override
                    protected void head(Reply reply) {
                        reply.head("HTTP/1.1 200 OK", STREAM, "Cache-Control: no-store", "Connection: close");
                    }
                }),
                legal("2.1", "the media type twice, which a browser reads as once", new ClockServer() {
                    @Override
                    protected void head(Reply reply) {
                        reply.head(
                                "HTTP/1.1 200 OK",
                                STREAM + "; charset=\"utf-8\"",
                                STREAM + ", text/event-stream",
                                NO_CACHE,
                                "Connection: close");
                    }
                }),
                legal("2.1", "waits behind each event, so that it drifts", new ClockServer() {
                    @Override
                    protected void run(Reply reply) {
                        for (int n = 0; n < COUNT; n++) {
                            send(reply, event(n));
                            pause(System.nanoTime(), INTERVAL);
                        }
                    }
                }),
                legal("2.1", "waits by a timer that ticks every 16 ms", new ClockServer() {
                    @Override
                    protected void run(Reply reply) {
                        for (int n = 0; n < COUNT; n++) {
                            send(reply, event(n));
                            pause(System.nanoTime(), INTERVAL.plusMillis(16));
                        }
                    }
                }),
                legal("2.1", "each event in many chunks with extensions", new ClockServer() {
                    @Override
                    protected void send(Reply reply, String event) {
                        for (String part : event.split("(?<=\\G(?s:.{5}))")) {
                            reply.raw(Integer.toHexString(part.length()) + " ; x=\"y\"\r\n" + part + "\r\n");
                        }
                    }
                }));
    }
}
