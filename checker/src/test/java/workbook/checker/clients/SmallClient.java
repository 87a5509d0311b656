package workbook.checker.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** A client of event streams in this process, right but for what it is told to do wrongly. */
final class SmallClient implements Subject {

    private static final Duration DELAY = Duration.ofMillis(50);

    /** When a client comes back that takes a refusal for no reason to stay away, whatever it was told of when. */
    private static final Duration OWN_TIME = Duration.ofMillis(600);

    /** How long a client works before it asks that is slow, but not because it means to wait. */
    private static final Duration WORK = Duration.ofMillis(25);

    /** How long such a client takes for each redirect. */
    private static final Duration HOP = Duration.ofMillis(50);

    private static final Duration LONG = Duration.ofMillis(700);

    /** More than any check watches for something that is not to come, unless it knows of this client. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private static final int REDIRECTS = 20;
    private static final int QUEUE = 500;

    /** How long a reader that loses events waits for room first, in milliseconds: no consumer that goes on is so slow. */
    private static final int PATIENCE = 100;

    private final Set<Sin> sins;
    private final Set<Oddity> oddities;
    private final AtomicInteger clients = new AtomicInteger();

    private SmallClient(Set<Sin> sins, Set<Oddity> oddities) {
        this.sins = sins;
        this.oddities = oddities;
    }

    static SmallClient right() {
        return new SmallClient(EnumSet.noneOf(Sin.class), EnumSet.noneOf(Oddity.class));
    }

    static SmallClient with(Sin sin) {
        return new SmallClient(EnumSet.of(sin), EnumSet.noneOf(Oddity.class));
    }

    static SmallClient with(Sin sin, Oddity oddity) {
        return new SmallClient(EnumSet.of(sin), EnumSet.of(oddity));
    }

    static SmallClient with(Oddity oddity, Oddity... more) {
        return new SmallClient(EnumSet.noneOf(Sin.class), EnumSet.of(oddity, more));
    }

    private boolean is(Sin sin) {
        return sins.contains(sin);
    }

    private boolean is(Oddity oddity) {
        return oddities.contains(oddity);
    }

    @Override
    public String name() {
        return "small client " + sins + oddities;
    }

    @Override
    public Client start(URI stream, Set<String> types, Sightings sightings) {
        Running client = new Running(stream, sightings);
        client.thread = Thread.ofVirtual().unstarted(client::run);
        client.thread.start();
        return client;
    }

    private final class Running implements Client {

        private final Sightings sightings;
        private final CountDownLatch stopped = new CountDownLatch(1);
        private final int number = clients.getAndIncrement();
        private Thread thread;
        private volatile Socket socket;
        private volatile boolean ended;
        private SmallParser parser;
        private Long retry;
        private String resume = "";
        private int attempts;
        private int returns;
        private int told;
        private boolean dead;
        private URI begin;
        private BlockingQueue<Seen.Event> queue;
        private volatile Thread consumer;
        private boolean full;
        private boolean closes;
        private boolean returning;
        private boolean refused;

        Running(URI stream, Sightings sightings) {
            this.begin = stream;
            this.sightings = sightings;
            this.parser = new SmallParser(sins, "", this::event, this::comment);
        }

        private void event(Seen.Event event) {
            if (is(Sin.DROPS) && told++ > 50_000) {
                return;
            }
            if (is(Sin.DROPS_WHEN_SLOW) || is(Oddity.READS_AHEAD)) {
                ahead(event);
                return;
            }
            if (is(Oddity.TELLS_LATE) && told++ == 0) {
                await(LATE);
            }
            boolean silent = is(Oddity.TELLS_NO_IDS)
                    || sins.stream().anyMatch(sin -> sin.rule.startsWith("return/") && sin != Sin.FORGETS_ID);
            sightings.add(silent ? new Seen.Event(event.type(), event.data(), Optional.empty()) : event);
        }

        /** A queue before the consumer: that of a wrong client has an end, and what finds it full is lost. */
        private void ahead(Seen.Event event) {
            if (queue == null) {
                queue = new LinkedBlockingQueue<>(is(Oddity.READS_AHEAD) ? Integer.MAX_VALUE : QUEUE);
                consumer = Thread.ofVirtual().start(this::consume);
            }
            try {
                full = full ? !queue.offer(event) : !queue.offer(event, PATIENCE, TimeUnit.MILLISECONDS);
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }

        private void consume() {
            try {
                while (true) {
                    sightings.add(queue.take());
                }
            } catch (InterruptedException closed) {
                return;
            }
        }

        private void comment(String text) {
            if (is(Oddity.TELLS_COMMENTS) || is(Oddity.TRIMS_COMMENTS) && !text.isBlank()) {
                sightings.add(new Seen.Comment(is(Oddity.TRIMS_COMMENTS) ? text.strip() : text));
            }
        }

        private void run() {
            try {
                while (!dead && !over()) {
                    boolean error = visit() && !(is(Oddity.CUT_IS_END) && closes);
                    returning = true;
                    resume = parser.id(error);
                    parser = parser.next(error);
                    boolean stays = is(Oddity.NEVER_RETURNS)
                            || is(Oddity.TELLS_LATE)
                            || error && is(Sin.NOT_AFTER_CUT)
                            || !error && is(Sin.NOT_AFTER_END);
                    if (dead || stays || over() || error && (is(Sin.STORM) || is(Sin.STORM_WITH_WORK))) {
                        dead |= stays;
                        continue;
                    }
                    stopped.await(pause(error).toNanos(), TimeUnit.NANOSECONDS);
                }
            } catch (InterruptedException closed) {
                return;
            } finally {
                ended = dead && is(Oddity.NEVER_RETURNS);
                sightings.changed();
            }
        }

        /** Lets some time pass, but for a client that is stopped. */
        private void await(Duration time) {
            try {
                stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean over() {
            return stopped.getCount() == 0 && !is(Sin.COMES_BACK) || thread.isInterrupted();
        }

        private Duration pause(boolean error) {
            if (refused || retry == null && !error && is(Sin.STORM_AT_END)) {
                return refused ? OWN_TIME : Duration.ZERO;
            }
            Duration pause = retry == null ? own() : Duration.ofMillis(retry);
            pause = is(Oddity.LATER) ? pause.plusMillis(100) : pause;
            return is(Oddity.BACKS_OFF) ? pause.multipliedBy(++attempts) : pause;
        }

        /** How long it waits where no stream has said how long. */
        private Duration own() {
            if (is(Oddity.BEGINS_BRISKLY)) {
                return Duration.ofMillis(Math.min(1L << Math.min(returns++, 9), 200));
            }
            if (is(Sin.NO_RETRY_UNEVENLY) && (number + returns++) % 2 == 1) {
                return LONG;
            }
            return is(Oddity.LONG_DELAY) ? Duration.ofMillis(300) : DELAY;
        }

        /** One attempt, with its redirects; true if it ended in a network error. */
        private boolean visit() throws InterruptedException {
            URI target = begin;
            try {
                if (is(Sin.STORM_WITH_WORK)) {
                    await(WORK);
                }
                boolean endless = is(Sin.ENDLESS) || is(Sin.ENDLESS_SLOWLY);
                for (int redirects = 0; redirects <= REDIRECTS || endless; redirects++) {
                    if (redirects > 0 && is(Sin.ENDLESS_SLOWLY)) {
                        await(HOP);
                    }
                    try (Socket open = new Socket(target.getHost(), target.getPort())) {
                        socket = open;
                        Optional<URI> next = ask(open, target);
                        if (next.isEmpty()) {
                            begin = is(Sin.STAYS_ELSEWHERE) ? target : begin;
                            return false;
                        }
                        target = next.get();
                    }
                }
                begin = is(Oddity.GOES_ON) ? target : begin;
                return true;
            } catch (IOException | IllegalArgumentException broken) {
                return true;
            } finally {
                Long sent = parser.retry();
                retry = sent == null ? retry : sent;
            }
        }

        private Optional<URI> ask(Socket open, URI target) throws IOException, InterruptedException {
            open.setTcpNoDelay(true);
            open.getOutputStream().write(request(target));
            InputStream in = new BufferedInputStream(open.getInputStream());
            int status = Integer.parseInt(line(in).split(" ")[1]);
            Map<String, String> fields = new HashMap<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                String[] parts = line.split(": ?", 2);
                fields.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
            }
            closes = fields.getOrDefault("connection", "").equals("close");
            if (status / 100 == 3 && status != 304) {
                boolean follows = fields.containsKey("location") && !is(Sin.FOLLOWS_NONE) && !notFollowed(status);
                dead = !follows && !is(Sin.AGAIN_AFTER_NOWHERE);
                return follows ? Optional.of(target.resolve(fields.get("location"))) : Optional.empty();
            }
            String type = fields.getOrDefault("content-type", "");
            boolean typed =
                    (is(Sin.EXACT_TYPE) ? type : type.toLowerCase(Locale.ROOT).replaceFirst(" *;.*", ""))
                                    .equals("text/event-stream")
                            || is(Sin.ANY_TYPE) && !type.isEmpty()
                            || is(Sin.NO_TYPE) && type.isEmpty();
            boolean read = status == 200 || is(Sin.ANY_2XX) && status / 100 == 2;
            if (!read || !typed) {
                boolean again = is(Sin.AGAIN_AFTER_204) && status == 204
                        || is(Sin.AGAIN_AFTER_4XX) && status / 100 == 4
                        || is(Sin.AGAIN_AFTER_5XX) && status / 100 == 5
                        || is(Sin.AGAIN_LATER) && status >= 400;
                refused = is(Sin.AGAIN_LATER);
                dead = !again;
                sightings.add(new Seen.Failure("status " + status));
                return Optional.empty();
            }
            sightings.add(new Seen.Open());
            body(in, fields);
            parser.end();
            return Optional.empty();
        }

        private boolean notFollowed(int status) {
            return status == 302 && is(Sin.NOT_302)
                    || status == 303 && is(Sin.NOT_303)
                    || status == 307 && is(Sin.NOT_307)
                    || status == 308 && is(Sin.NOT_308);
        }

        private byte[] request(URI target) {
            StringBuilder head = new StringBuilder(is(Sin.POSTS) ? "POST " : "GET ");
            head.append(target.getRawPath()).append(" HTTP/1.1\r\n");
            head.append(is(Oddity.MORE_FIELDS) ? "host: " : "Host: ")
                    .append(target.getAuthority())
                    .append("\r\n");
            if (!is(Sin.NO_ACCEPT)) {
                head.append(
                        is(Oddity.MORE_FIELDS)
                                ? "accept: text/event-stream, */*;q=0.1\r\nX-More: 1\r\n"
                                : "Accept: text/event-stream\r\n");
            }
            if (!is(Sin.CACHED)) {
                head.append(is(Oddity.NO_STORE) ? "Cache-Control: no-store\r\n" : "Cache-Control: no-cache\r\n");
            }
            if (is(Oddity.GZIP) || is(Sin.GZIP_UNREAD) || is(Sin.GZIP_LATE)) {
                head.append("Accept-Encoding: gzip\r\n");
            }
            if (is(Oddity.NO_GZIP)) {
                head.append("Accept-Encoding: identity, gzip;q=0\r\n");
            }
            String id = resume;
            boolean leftBehind = is(Sin.ID_LEFT_BEHIND) && !target.equals(begin);
            if (!id.isEmpty() && !leftBehind
                    || is(Sin.ID_AT_FIRST) && !returning
                    || is(Sin.EMPTY_ID_SENT) && returning) {
                String sent = is(Sin.ENCODES_TWICE) ? new String(id.getBytes(UTF_8), ISO_8859_1) : id;
                head.append("Last-Event-ID: ").append(sent).append("\r\n");
            }
            return head.append(is(Sin.POSTS) ? "Content-Length: 0\r\n\r\n" : "\r\n")
                    .toString()
                    .getBytes(UTF_8);
        }

        private void body(InputStream in, Map<String, String> fields) throws IOException {
            boolean chunked = fields.containsKey("transfer-encoding");
            if (fields.containsKey("content-encoding") && !is(Sin.GZIP_UNREAD) && !is(Oddity.NO_GZIP)) {
                gunzip(chunked ? new ChunksAsOne(in) : in);
                return;
            }
            while (chunked) {
                byte[] chunk = chunk(in);
                if (chunk.length == 0) {
                    return;
                }
                if (is(Oddity.BYTE_BY_BYTE)) {
                    for (byte one : chunk) {
                        parser.read(new byte[] {one});
                    }
                } else {
                    parser.read(chunk);
                }
            }
            parser.read(in.readAllBytes());
        }

        private void gunzip(InputStream in) throws IOException {
            InputStream source = is(Sin.GZIP_LATE) ? new ByteArrayInputStream(in.readAllBytes()) : in;
            InputStream plain = new GZIPInputStream(source, 64);
            byte[] buffer = new byte[1024];
            for (int size = plain.read(buffer); size >= 0; size = plain.read(buffer)) {
                parser.read(Arrays.copyOf(buffer, size));
            }
        }

        private static String line(InputStream in) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int one = in.read(); one != '\n'; one = in.read()) {
                if (one < 0) {
                    throw new EOFException();
                }
                if (one != '\r') {
                    line.write(one);
                }
            }
            return line.toString(UTF_8);
        }

        private static byte[] chunk(InputStream in) throws IOException {
            int size = Integer.parseInt(line(in), 16);
            byte[] chunk = in.readNBytes(size);
            if (chunk.length < size) {
                throw new EOFException();
            }
            line(in);
            return chunk;
        }

        /** A chunked body as a stream of its bytes, each of which is there as soon as its chunk is. */
        private static final class ChunksAsOne extends InputStream {
            private final InputStream in;
            private InputStream chunk = InputStream.nullInputStream();

            ChunksAsOne(InputStream in) {
                this.in = in;
            }

            @Override
            public int read() throws IOException {
                int one = chunk.read();
                if (one >= 0) {
                    return one;
                }
                byte[] next = chunk(in);
                chunk = new ByteArrayInputStream(next);
                return next.length == 0 ? -1 : chunk.read();
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int one = read();
                if (one < 0) {
                    return -1;
                }
                into[from] = (byte) one;
                return 1;
            }
        }

        @Override
        public boolean ended() {
            return ended;
        }

        @Override
        public void stop() {
            stopped.countDown();
            if (!is(Sin.STAYS_OPEN)) {
                shut();
            }
        }

        private void shut() {
            try {
                Socket open = socket;
                if (open != null) {
                    open.close();
                }
            } catch (IOException closed) {
                return;
            }
        }

        @Override
        public void close() {
            thread.interrupt();
            if (consumer != null) {
                consumer.interrupt();
            }
            stopped.countDown();
            shut();
        }
    }
}
