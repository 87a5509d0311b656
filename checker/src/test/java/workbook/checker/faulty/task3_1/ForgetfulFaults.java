package workbook.checker.faulty.task3_1;

import static workbook.checker.faulty.Variant.faulty;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.checker.faulty.Reply;
import workbook.checker.faulty.Variant;
import workbook.checker.faulty.servers.ClockServer;
import workbook.checker.faulty.servers.QueueServer;
import workbook.checker.faulty.servers.ReplayServer;

/** Faulty servers of task 3.1 that are right in every short walk: they forget what nobody asked for soon, or much of it. */
final class ForgetfulFaults {

    private ForgetfulFaults() {}

    static List<Variant> all() {
        return List.of(
                faulty("equal", "a text equal to the one before is left out", "3.1/3", new ReplayServer() {
                    private String before = "";
                    private String id = "";

                    @Override
                    protected String publish(String text) throws Exception {
                        lock.lock();
                        try {
                            id = text.equals(before) ? id : super.publish(text);
                            before = text;
                            return id;
                        } finally {
                            lock.unlock();
                        }
                    }
                }),
                faulty("B6", "one client that leaves takes all others along", "3.1/3", new QueueServer() {
                    @Override
                    protected void get(String lastId, Reply reply) throws Exception {
                        try {
                            super.get(lastId, reply);
                        } finally {
                            clients.clear();
                        }
                    }
                }),
                faulty("R4d", "the place of a client is taken behind the headers", "3.1/6", new ReplayServer() {
                    @Override
                    protected void get(String lastId, Reply reply) throws Exception {
                        if (!lastId.isEmpty()) {
                            super.get(lastId, reply);
                            return;
                        }
                        head(reply);
                        reply.write(begin(lastId));
                        ClockServer.pause(3); // so long on any machine, or it would be a race
                        stream(place(lastId), reply);
                    }
                }),
                faulty("nobody", "keeps messages only while somebody listens", "3.1/7", new ReplayServer() {
                    private final AtomicInteger listening = new AtomicInteger();

                    @Override
                    protected void stream(long from, Reply reply) throws Exception {
                        listening.incrementAndGet();
                        try {
                            super.stream(from, reply);
                        } finally {
                            listening.decrementAndGet();
                        }
                    }

                    @Override
                    protected void evict() {
                        super.evict();
                        if (listening.get() == 0) {
                            buffer.clear();
                        }
                    }
                }),
                faulty("once", "an id counts once only", "3.1/7", new ReplayServer() {
                    private final Set<String> known = ConcurrentHashMap.newKeySet();

                    @Override
                    protected long place(String lastId) {
                        return lastId.isEmpty() || known.add(lastId) ? super.place(lastId) : newest;
                    }
                }),
                faulty("limit", "a replay of the first hundred, and then live", "3.1/7", new Limited(100, true)),
                faulty("limit", "a replay of the newest fifty, and then live", "3.1/7", new Limited(50, false)),
                faulty("limit", "a replay of the first eight hundred, and then live", "3.1/11", new Limited(800, true)),
                faulty("age", "a full buffer forgets what is older than a second", "3.1/11", new Ageing()));
    }

    /** Sends no more than so many of what a client missed, and says nothing. */
    private static final class Limited extends ReplayServer {

        private final int most;
        private final boolean first;

        private Limited(int most, boolean first) {
            this.most = most;
            this.first = first;
        }

        @Override
        protected void stream(long from, Reply reply) throws Exception {
            long place = from;
            if (from > 0 && from < newest) {
                List<Message> messages = awaitAfter(from);
                int many = Math.min(most, messages.size());
                List<Message> some =
                        first ? messages.subList(0, many) : messages.subList(messages.size() - many, messages.size());
                some.forEach(message -> send(reply, message));
                place = messages.getLast().number();
            }
            super.stream(place, reply);
        }
    }

    /** Once its buffer is half full, looks at the age of what is in it, too. */
    private static final class Ageing extends ReplayServer {

        private static final long OLD = 1_000_000_000;

        private final Deque<Long> times = new ArrayDeque<>();
        private boolean ageing;

        @Override
        protected void evict() {
            times.add(System.nanoTime());
            ageing |= buffer.size() > capacity() / 2;
            while (buffer.size() > capacity()) {
                buffer.removeFirst();
                times.remove();
            }
        }

        @Override
        protected List<Message> awaitAfter(long place) throws InterruptedException {
            lock.lock();
            try {
                while (ageing && !times.isEmpty() && System.nanoTime() - times.peek() > OLD) {
                    buffer.removeFirst();
                    times.remove();
                }
            } finally {
                lock.unlock();
            }
            return super.awaitAfter(place);
        }

        @Override
        protected boolean missed(long place, List<Message> messages) {
            return place < 0;
        }
    }
}
