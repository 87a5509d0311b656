package workbook.checker.checks.walk;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.checker.finding.WireText;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.probe.PolledCondition;
import workbook.checker.probe.Probe;

/** A real server with the clients and messages of one walk. It takes the steps, and holds what comes against the model. */
public final class World implements AutoCloseable {

    static final Duration IDLE = Duration.ofMillis(1200);

    static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final int AHEAD = 1000;

    /** After so many messages, or half of what is kept, those who read are waited for: who is far behind may get a reset. */
    private static final int PACE = 50;

    private final Probe probe;
    private final Contract contract;
    private final Supplier<Duration> limit;
    private final Map<Integer, Client> clients = new LinkedHashMap<>();
    private final List<Message> log = new ArrayList<>();
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private boolean late;
    private int unheard;
    private boolean doubtful;
    private final Narration narration = new Narration();

    /** @param limit for what the server must do at once */
    World(Probe probe, Contract contract, Supplier<Duration> limit) {
        this.probe = probe;
        this.contract = contract;
        this.limit = limit;
    }

    /** The messages of this walk that the server has accepted, in order. */
    public List<Message> log() {
        return log;
    }

    /** The index in {@link #log()} of the message with this id; -1 if there is none. */
    public int indexOf(String id) {
        return ids.getOrDefault(id, -1);
    }

    /** The index in {@link #log()} of a message of a step. */
    public int indexOf(Place.After place) {
        return numbers.get(place.message());
    }

    public int room() {
        return contract.room(probe);
    }

    /** Whether the server was only slower than the limit, as far as is known. */
    boolean isLate() {
        return late;
    }

    /** How many of the newest messages were posted while nobody listened. */
    public int unheard() {
        return unheard;
    }

    /** Says that what comes next in fault may be a message that was on its way when the client connected. */
    public void doubt() {
        doubtful = true;
    }

    boolean isDoubtful() {
        return doubtful;
    }

    Narration narration() {
        return narration;
    }

    /**
     * Takes a step, then waits until every client has what it must have.
     *
     * @return whether the step was possible; nothing was done if not
     * @throws workbook.checker.probe.CheckFailure if the server broke the contract
     */
    boolean take(Step step) {
        if (!isPossible(step)) {
            return false;
        }
        narration.begin(step, clients.isEmpty());
        switch (step) {
            case Step.Connect(int client, Place place) -> {
                Connection connection = open(place);
                Expectations.requireEventStream(probe, connection);
                clients.put(client, new Client(connection, contract.judge(this, connection, place)));
            }
            case Step.Glance(int client, Place place, Step.Way way) -> {
                Connection connection = open(place);
                Expectations.requireEventStream(probe, connection);
                new Client(connection, contract.judge(this, connection, place)).leave(way);
            }
            case Step.Leave(int client, Step.Way way) -> clients.remove(client).leave(way);
            case Step.Post(int message, String text) -> post(message, text);
            case Step.Burst burst -> post(burst);
            case Step.Idle idle -> idle();
        }
        settle();
        return true;
    }

    private boolean isPossible(Step step) {
        return switch (step) {
            case Step.Connect(int client, Place place) -> isKnown(place);
            case Step.Glance(int client, Place place, Step.Way way) -> isKnown(place);
            case Step.Leave(int client, Step.Way way) -> clients.containsKey(client);
            default -> true;
        };
    }

    private boolean isKnown(Place place) {
        return switch (place) {
            case Place.After(int message) -> numbers.containsKey(message);
            case Place.Ahead ahead -> ahead().isPresent();
            default -> true;
        };
    }

    private Connection open(Place place) {
        Optional<String> id =
                switch (place) {
                    case Place.New none -> Optional.empty();
                    case Place.Empty empty -> Optional.of("");
                    case Place.After after ->
                        Optional.of(log.get(indexOf(after)).id());
                    case Place.Unknown(String unknown) -> Optional.of(unknown);
                    case Place.Ahead ahead -> ahead();
                };
        Connection connection =
                id.map(value -> probe.get("/events", LAST_EVENT_ID, value)).orElseGet(() -> probe.get("/events"));
        narration.opens(connection, place);
        return connection;
    }

    /** The newest id with a higher number; empty where ids do not end in digits. */
    private Optional<String> ahead() {
        if (log.isEmpty()) {
            return Optional.empty();
        }
        Matcher digits = Pattern.compile("[0-9]+$").matcher(log.getLast().id());
        return digits.find()
                ? Optional.of(digits.replaceFirst(new BigInteger(digits.group())
                        .add(BigInteger.valueOf(AHEAD))
                        .toString()))
                : Optional.empty();
    }

    private void post(Step.Burst burst) {
        int pace = Math.max(1, Math.min(PACE, room() / 2));
        for (int n = 0; n < burst.count(); n++) {
            post(burst.first() + n, burst.text(burst.first() + n));
            if (n % pace == pace - 1) {
                settle();
            }
        }
    }

    private void post(int number, String text) {
        contract.post(probe, text).ifPresent(message -> {
            narration.posts(message);
            requireNewId(message);
            numbers.put(number, log.size());
            ids.put(message.id(), log.size());
            log.add(message);
            unheard = clients.isEmpty() ? unheard + 1 : 0;
        });
    }

    private void requireNewId(Message message) {
        if (!message.id().isEmpty() && ids.containsKey(message.id())) {
            throw Fault.expected(text("an id of its own for each message", "每条消息都有自己的 id"))
                    .received(text("two messages with id %s", "两条消息的 id 都是 %s", same(WireText.escape(message.id()))))
                    .why(contract.rule())
                    .likely(text(
                            "the id is made of the text, or a text that was posted before is not taken in again: each POST is a message of its own",
                            "id 是由文本生成的，或者相同的文本没有再次接收：每次 POST 都是一条新消息"))
                    .failure();
        }
    }

    /** Time itself is what is waited for: some servers forget by the clock. */
    private static void idle() {
        long end = System.nanoTime() + IDLE.toNanos();
        PolledCondition.await(() -> System.nanoTime() - end >= 0, IDLE.multipliedBy(2));
    }

    /** Where streams may end, a client whose stream has ended is looked at for the last time. */
    private void settle() {
        clients.values().forEach(client -> client.await(limit.get()));
        clients.values().forEach(Client::requireRight);
        late = clients.values().stream().anyMatch(Client::isLate);
        clients.values().forEach(Client::requireAll);
        if (!contract.mayEndStreams()) {
            clients.values().forEach(client -> client.requireOpen(contract.rule()));
        }
        clients.values().removeIf(Client::hasEnded);
    }

    @Override
    public void close() {
        clients.values().forEach(client -> client.leave(Step.Way.FIN));
        clients.clear();
    }
}
