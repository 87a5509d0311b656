package workbook.checker.clients;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import workbook.checker.clients.Seen.Event;
import workbook.checker.finding.Conversation;
import workbook.checker.scripted.Script;
import workbook.checker.sse.EventStreamReader;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Text;
import workbook.checker.vectors.StreamVector;
import workbook.checker.vectors.Vectors;

/**
 * What a client makes of the vectors, in their cuttings. Each stream gets a client of its own. A stream that ends with a
 * whole event is followed by one more event, by which one knows that all before it was read; after the others the
 * connection has to end, because only then is it decided that the rest is thrown away.
 */
final class VectorRuns {

    /** How a stream is cut into chunks. */
    enum Cutting {
        WHOLE(text("in one piece", "整个一次")),
        GIVEN(text("in its chunks", "按给定的分块")),
        BYTES(text("byte by byte", "逐字节"));

        private final Text words;

        Cutting(Text words) {
            this.words = words;
        }
    }

    /** The event behind a stream. */
    private static final String MARK = "the vector ends here";

    private static final byte[] MARK_BYTES = ("data: " + MARK + "\n\n").getBytes(StandardCharsets.UTF_8);
    private static final int MOST_PIECES = 400;

    /** A difference, and the connections that show it. */
    record Difference(Text expected, Text received, List<Conversation> seen) {}

    private record Case(StreamVector vector, Cutting cutting) {}

    private final Subject subject;
    private final Times times;
    private final Habits habits;
    private final int atOnce;
    private final Map<Case, Optional<Difference>> results = new ConcurrentHashMap<>();

    VectorRuns(Subject subject, Times times, Habits habits, int atOnce) {
        this.subject = subject;
        this.times = times;
        this.habits = habits;
        this.atOnce = atOnce;
    }

    /**
     * The first vector of those that suit which the client reads differently in one piece.
     *
     * @return empty if it reads all of them rightly
     * @throws NotClaimed if it does so with those that it was seen to read, but not with all
     */
    Optional<Map.Entry<StreamVector, Difference>> whole(Predicate<StreamVector> suits) {
        List<Case> cases = Vectors.streams().stream()
                .filter(suits)
                .map(vector -> new Case(vector, Cutting.WHOLE))
                .toList();
        return first(cases, cases);
    }

    /** The same for the other cuttings of the vectors that it reads rightly in one piece. */
    Optional<Map.Entry<StreamVector, Difference>> cut(Predicate<StreamVector> suits) {
        List<Case> whole = Vectors.streams().stream()
                .filter(suits)
                .map(vector -> new Case(vector, Cutting.WHOLE))
                .toList();
        run(whole);
        List<Case> cases = whole.stream()
                .filter(one -> !differs(one) && results.containsKey(one))
                .flatMap(one -> Arrays.stream(Cutting.values()).map(cutting -> new Case(one.vector(), cutting)))
                .filter(one -> one.cutting() == Cutting.BYTES
                        || one.cutting() == Cutting.GIVEN && one.vector().hex().size() > 1)
                .toList();
        return first(cases, whole);
    }

    private boolean differs(Case one) {
        return results.getOrDefault(one, Optional.empty()).isPresent();
    }

    /** @param before what had to be run before, too */
    private Optional<Map.Entry<StreamVector, Difference>> first(List<Case> cases, List<Case> before) {
        run(cases);
        Optional<Case> first = cases.stream().filter(this::differs).findFirst();
        if (first.isEmpty()
                && !(results.keySet().containsAll(cases) && results.keySet().containsAll(before))) {
            throw Stage.unseen();
        }
        return first.map(one -> Map.entry(one.vector(), results.get(one).orElseThrow()));
    }

    /** Runs the cases that have not been run yet. One rule after the other comes here. */
    private synchronized void run(List<Case> cases) {
        List<Case> missing =
                cases.stream().filter(one -> !results.containsKey(one)).toList();
        List<Callable<Boolean>> calls = missing.stream()
                .<Callable<Boolean>>map(one -> () -> wasSeen(one))
                .toList();
        ParallelCalls.all(calls, atOnce);
    }

    private boolean wasSeen(Case one) {
        try {
            results.put(one, read(one));
            return true;
        } catch (NotClaimed unseen) {
            return false; // the next rule that wants this one tries it again
        }
    }

    private List<byte[]> pieces(Case one) {
        byte[] whole = one.vector().bytes();
        return switch (one.cutting()) {
            case WHOLE -> List.of(whole);
            case GIVEN -> one.vector().chunks();
            case BYTES -> cut(whole, Math.max(1, (whole.length + MOST_PIECES - 1) / MOST_PIECES));
        };
    }

    private static List<byte[]> cut(byte[] bytes, int size) {
        List<byte[]> pieces = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += size) {
            pieces.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size)));
        }
        return pieces;
    }

    /** Whether the stream ends with nothing pending, so that another event may follow. */
    private static boolean endsWhole(StreamVector vector) {
        EventStreamReader reader = new EventStreamReader();
        reader.read(vector.bytes());
        List<StreamItem> pending = new ArrayList<>();
        reader.end(pending::add);
        return pending.isEmpty();
    }

    private Optional<Difference> read(Case one) {
        Duration pause = one.cutting() == Cutting.WHOLE ? Duration.ZERO : times.pause();
        boolean followed = endsWhole(one.vector());
        Script vector = (request, answer) -> {
            boolean cut = !followed && habits.reconnects() && !habits.afterEnd();
            Reply head = cut ? new Reply(answer).streamToCut() : new Reply(answer).stream();
            Reply reply = head.pieces(pieces(one), pause);
            if (followed) {
                reply.write(MARK_BYTES).hold();
            } else if (cut) {
                answer.cut();
            }
        };
        Script mark = (request, answer) ->
                new Reply(answer).stream().write(MARK_BYTES).hold();
        Script soon = (request, answer) -> {
            new Reply(answer).streamToEnd(habits).write(Bench.soon());
            if (!habits.afterEnd()) {
                answer.cut();
            }
        };
        List<Script> scripts = followed
                ? List.of(vector, mark)
                : habits.reconnects() ? List.of(soon, vector, mark) : List.of(vector, mark);
        try (Stage stage = Stage.visited(subject, times, scripts)) {
            if (followed || habits.reconnects()) {
                stage.sightings()
                        .await(
                                () -> stage.clientEnded() || marked(stage).isPresent(),
                                times.limit(
                                        followed
                                                ? Duration.ZERO
                                                : habits.delay().multipliedBy(2).plus(habits.retry())));
            } else {
                stage.awaitAnswered(pause.multipliedBy(MOST_PIECES));
                stage.awaitEventsBeyond(one.vector().events().size(), habits.telling());
            }
            return difference(one, stage, followed);
        }
    }

    private static Optional<Event> marked(Stage stage) {
        return stage.events().stream()
                .filter(event -> event.data().contains(MARK))
                .findFirst();
    }

    private Optional<Difference> difference(Case one, Stage stage, boolean followed) {
        Optional<Event> mark = marked(stage);
        List<Event> got = stage.events().stream()
                .filter(event -> !event.data().equals(MARK))
                .toList();
        List<StreamVector.Event> wanted = one.vector().events();
        Text cut = one.cutting().words;
        if (!equal(wanted, got)) {
            return Optional.of(new Difference(
                    text("%s, %s: %s", "%s，%s：%s", one.vector().id(), cut, shown(wanted)),
                    shownSeen(got),
                    stage.conversations()));
        }
        if (followed && mark.isEmpty()) {
            return Optional.of(new Difference(
                    text(
                            "%s, %s: then one more event",
                            "%s，%s：之后还有一个事件", one.vector().id(), cut),
                    text("it never came", "始终没有收到"),
                    stage.conversations()));
        }
        // The mark is in another stream then, and there an id may begin empty: see return/5.
        boolean told = mark.flatMap(Event::id)
                .map(id -> id.equals(one.vector().lastEventId()) || !followed && id.isEmpty())
                .orElse(true);
        if (!told) {
            return Optional.of(new Difference(
                    text(
                            "%s, %s: then the last event id \"%s\"",
                            "%s，%s：之后最后的事件 id 为 \"%s\"",
                            one.vector().id(),
                            cut,
                            one.vector().lastEventId()),
                    same("\"" + mark.flatMap(Event::id).orElse("") + "\""),
                    stage.conversations()));
        }
        return Optional.empty();
    }

    private static boolean equal(List<StreamVector.Event> wanted, List<Event> got) {
        if (wanted.size() != got.size()) {
            return false;
        }
        for (int i = 0; i < wanted.size(); i++) {
            StreamVector.Event want = wanted.get(i);
            Event have = got.get(i);
            if (!want.type().equals(have.type())
                    || !want.data().equals(have.data())
                    || !have.id().map(want.lastEventId()::equals).orElse(true)) {
                return false;
            }
        }
        return true;
    }

    private static Text shown(List<StreamVector.Event> events) {
        return shownSeen(events.stream()
                .map(event -> new Event(event.type(), event.data(), Optional.of(event.lastEventId())))
                .toList());
    }

    private static Text shownSeen(List<Event> events) {
        if (events.isEmpty()) {
            return text("no event", "没有事件");
        }
        List<String> shown = events.stream().limit(4).map(Seen::shown).toList();
        String list = String.join(" · ", shown);
        return events.size() > 4
                ? text("%s and %d more", "%s 等 %3$d 个", list, events.size() - 4, events.size())
                : same(list);
    }
}
