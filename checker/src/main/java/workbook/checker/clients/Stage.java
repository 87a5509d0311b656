package workbook.checker.clients;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import workbook.checker.clients.Seen.Event;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.WireLine;
import workbook.checker.finding.WireText;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Request;
import workbook.checker.scripted.Script;
import workbook.checker.scripted.ScriptedServer;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;
import workbook.checker.vectors.StreamVector;
import workbook.checker.vectors.Vectors;

/** One client before a server whose answers are written down, request by request. */
final class Stage implements AutoCloseable {

    private static final int SHOWN_BYTES = 400;
    private static final int SHOWN_LINES = 60;
    private static final int SHOWN_SEEN = 12;
    private static final int STARTS = 2;

    /** The types of all events that any stage sends. */
    private static final Set<String> TYPES = types();

    /** A request and its answer. */
    static final class Visit {
        private final Request request;
        private final Answer answer;

        private Visit(Request request, Answer answer) {
            this.request = request;
            this.answer = answer;
        }

        Request request() {
            return request;
        }

        Answer answer() {
            return answer;
        }

        /** When the answer was over at the soonest, by one side or the other; the time now while it goes on. */
        private Instant ended() {
            return answer.sent().stream()
                    .filter(sent -> sent.kind() == Answer.Kind.END)
                    .map(Answer.Sent::at)
                    .min(Comparator.naturalOrder())
                    .orElseGet(Instant::now);
        }
    }

    /** A client that is told by its subject what to listen to is answered when it has been. */
    private final CountDownLatch started = new CountDownLatch(1);

    private final List<Visit> visits = new CopyOnWriteArrayList<>();
    private final Sightings sightings = new Sightings();
    private final ScriptedServer server;
    private final Times times;
    private final Instant begun;
    private Subject.Client client;

    private Stage(Times times, Script script) {
        this.begun = Instant.now();
        this.times = times;
        this.server = ScriptedServer.start(0, (request, answer) -> play(script, request, answer));
    }

    /** Starts a client before a script that answers all its requests. */
    static Stage open(Subject subject, Times times, Script script) {
        Stage stage = new Stage(times, script);
        try {
            stage.client = subject.start(stage.server.uri().resolve("/stream"), TYPES, stage.sightings);
            stage.started.countDown();
            return stage;
        } catch (RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    /** Starts a client before scripts of which each answers one request; the last one answers all that follow. */
    static Stage open(Subject subject, Times times, List<Script> scripts) {
        AtomicInteger number = new AtomicInteger();
        return open(
                subject, times, (request, answer) -> scripts.get(Math.min(number.getAndIncrement(), scripts.size() - 1))
                        .answer(request, answer));
    }

    /**
     * Starts a client as {@link #open(Subject, Times, List)} does, and waits for its first request. Where none comes, the
     * client is started once more: its habits have shown that it asks, so whatever held it up breaks no rule.
     *
     * @throws NotClaimed if none comes then
     */
    static Stage visited(Subject subject, Times times, List<Script> scripts) {
        for (int starts = 1; starts <= STARTS; starts++) {
            Stage stage = open(subject, times, scripts);
            if (stage.awaitEndOrVisits(1, times.limit(Duration.ZERO)) && !stage.visits.isEmpty()) {
                return stage;
            }
            stage.close();
        }
        throw unseen();
    }

    /** Says of a rule that the client did not start, so that nothing can be said of it. */
    static NotClaimed unseen() {
        return new NotClaimed(text("not seen: this client did not start in time", "未观察到：该客户端没有及时启动"));
    }

    private static Set<String> types() {
        Set<String> types = new TreeSet<>(Set.of("update"));
        Vectors.streams().stream()
                .flatMap(vector -> vector.events().stream())
                .map(StreamVector.Event::type)
                .forEach(types::add);
        types.removeAll(Set.of("open", "error")); // which mean something else where one listens by type
        return types;
    }

    private void play(Script script, Request request, Answer answer) throws Exception {
        if (request.method().equals("OPTIONS") || !request.path().startsWith("/stream")) {
            new Reply(answer).whole("404 Not Found", "text/plain", "there is nothing here\n");
            return;
        }
        Visit visit = new Visit(request, answer);
        visits.add(visit);
        sightings.changed();
        answer.whenLeft(sightings::changed);
        started.await();
        script.answer(request, answer);
        answer.end();
    }

    List<Visit> visits() {
        return visits;
    }

    List<Event> events() {
        return sightings.events();
    }

    List<Seen> seen() {
        return sightings.all();
    }

    Sightings sightings() {
        return sightings;
    }

    /** Waits until so many requests have come. */
    boolean awaitVisits(int count, Duration more) {
        return sightings.await(() -> visits.size() >= count, times.limit(more));
    }

    /** Waits whether one more request comes than so many; true if none does. One that has ended sends none. */
    boolean noVisitBeyond(int count, Habits habits) {
        sightings.await(() -> visits.size() > count || client.ended(), times.absence(habits));
        return visits.size() <= count;
    }

    boolean awaitEvent(Predicate<Event> wanted) {
        return awaitSeen(() -> events().stream().anyMatch(wanted));
    }

    /** Waits until so many events have come, for as long as they go on coming. */
    void awaitEvents(int count, Duration pause) {
        for (long before = -1; before < sightings.eventCount() && sightings.eventCount() < count; ) {
            before = sightings.eventCount();
            long wanted = Math.min(count, before + count / 10);
            sightings.await(() -> client.ended() || sightings.eventCount() >= wanted, times.limit(pause));
        }
    }

    boolean awaitSeen(BooleanSupplier condition) {
        return sightings.await(condition, times.limit(Duration.ZERO));
    }

    /** Waits until the client has ended by itself, or some time has passed. */
    void awaitEndOr(Duration usual) {
        sightings.await(() -> client.ended(), times.quietFor(usual));
    }

    /** Waits until the answer to the first request is over, which takes so long by itself. */
    void awaitAnswered(Duration usual) {
        Answer first = visits.getFirst().answer();
        sightings.await(() -> client.ended() || !first.open(), times.limit(usual));
    }

    /** Waits until so many events have come, and then whether one more does. One that has ended tells of none. */
    void awaitEventsBeyond(int count, Duration telling) {
        awaitSeen(() -> client.ended() || sightings.eventCount() >= count);
        sightings.await(() -> client.ended() || sightings.eventCount() > count, times.quietFor(telling));
    }

    /** Waits until the client has ended or come back. */
    boolean awaitEndOrVisits(int count, Duration limit) {
        return sightings.await(() -> client.ended() || visits.size() >= count, limit);
    }

    boolean clientEnded() {
        return client.ended();
    }

    Subject.Client client() {
        return client;
    }

    /** How long the client was away between two of its requests: from the end of an answer to the request after it. */
    Duration pauseBefore(int visit) {
        return Duration.between(
                visits.get(visit - 1).ended(), visits.get(visit).request().at());
    }

    /** How long it took from the start of the client to its first request. */
    Duration startup() {
        return Duration.between(begun, visits.getFirst().request().at());
    }

    /** How long it took from the first request to the first event that the client told of, of which there is one. */
    Duration telling() {
        Instant told = sightings.firstEvent().orElseThrow();
        return Duration.between(visits.getFirst().request().at(), told);
    }

    /** A fault of the script itself, which is ours. */
    Optional<Throwable> fault() {
        return server.takeFault();
    }

    /** The connections as a report shows them, and what the client said it has seen. */
    List<Conversation> conversations() {
        List<Conversation> all = new ArrayList<>();
        for (int i = 0; i < Math.min(visits.size(), 4); i++) {
            all.add(conversation(i));
        }
        List<Seen> seen = sightings.all();
        List<WireLine> lines = new ArrayList<>();
        for (Seen one : seen.subList(0, Math.min(seen.size(), SHOWN_SEEN))) {
            lines.add(new WireLine(Duration.ZERO, WireLine.Kind.ACT, same(one.shown()), false, List.of()));
        }
        if (seen.size() > SHOWN_SEEN) {
            lines.add(act(text("and %d more", "另有 %d 条", seen.size() - SHOWN_SEEN)));
        }
        if (seen.isEmpty()) {
            lines.add(act(text("nothing", "（无）")));
        }
        all.add(new Conversation(text("what the client reported", "客户端报告的内容"), "", lines, Optional.empty()));
        return all;
    }

    private static WireLine act(Text words) {
        return new WireLine(Duration.ZERO, WireLine.Kind.ACT, words, false, List.of());
    }

    private Conversation conversation(int number) {
        Visit visit = visits.get(number);
        Instant begun = visit.request.at();
        List<WireLine> lines = new ArrayList<>();
        String request = visit.request.line()
                + visit.request
                        .header("last-event-id")
                        .map(id -> " · Last-Event-ID: " + id)
                        .orElse("");
        lines.add(line(Duration.ZERO, WireLine.Kind.SENT, request.getBytes(StandardCharsets.UTF_8)));
        for (Answer.Sent sent : visit.answer.sent()) {
            Duration at = Duration.between(begun, sent.at());
            switch (sent.kind()) {
                case HEAD -> lines.add(line(at, WireLine.Kind.HEAD, sent.bytes()));
                case BYTES -> lines.add(line(at, WireLine.Kind.BYTES, sent.bytes()));
                case END -> lines.add(new WireLine(at, WireLine.Kind.END, ending(sent), false, List.of()));
            }
        }
        Text name = text("connection %d", "第 %d 个连接", number + 1);
        return new Conversation(name, "", lines, Optional.empty()).shortened(SHOWN_LINES);
    }

    private static WireLine line(Duration at, WireLine.Kind kind, byte[] bytes) {
        return new WireLine(at, kind, Clip.characters(WireText.of(bytes).text(), SHOWN_BYTES), false, List.of());
    }

    private static Text ending(Answer.Sent sent) {
        return switch (new String(sent.bytes(), StandardCharsets.US_ASCII)) {
            case "end" -> text("the server ended the stream", "服务器结束了流");
            case "cut" -> text("the server cut the connection", "服务器切断了连接");
            default -> text("the client closed the connection", "客户端关闭了连接");
        };
    }

    @Override
    public void close() {
        sightings.take();
        started.countDown();
        if (client != null) {
            client.close();
        }
        server.close();
    }
}
