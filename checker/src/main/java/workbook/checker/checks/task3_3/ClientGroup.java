package workbook.checker.checks.task3_3;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Payload;
import workbook.checker.probe.Probe;

/** Clients of one server, and what is posted to them. */
final class ClientGroup {

    private final Probe probe;
    private final List<Connection> clients = new ArrayList<>();
    private long left;

    private ClientGroup(Probe probe) {
        this.probe = probe;
    }

    static ClientGroup of(Probe probe, Connection... clients) {
        ClientGroup crowd = new ClientGroup(probe);
        crowd.clients.addAll(List.of(clients));
        return crowd;
    }

    /** Opens more clients, all at once. Each has its headers when this returns. */
    ClientGroup join(int count) {
        List<Connection> more =
                Stream.generate(() -> probe.get("/events")).limit(count).toList();
        more.forEach(client -> Expectations.requireEventStream(probe, client));
        clients.addAll(more);
        return this;
    }

    /** As many leave at once, from everywhere in the group: one half by FIN, the other by RST. */
    void leave(int count) {
        int step = clients.size() / count;
        List<Connection> leavers = IntStream.range(0, count)
                .mapToObj(n -> clients.get(n * step + step / 2))
                .toList();
        for (int n = 0; n < count; n++) {
            if (n % 2 == 0) {
                leavers.get(n).reset();
            } else {
                leavers.get(n).close();
            }
        }
        clients.removeAll(leavers);
        left = System.nanoTime();
    }

    Connection first() {
        return clients.getFirst();
    }

    int size() {
        return clients.size();
    }

    /** Posts messages one after the other, and returns them. */
    List<String> post(int count) {
        String word = probe.word();
        List<String> messages =
                IntStream.range(0, count).mapToObj(n -> word + "-" + n).toList();
        messages.forEach(message -> SentMessage.accepted(probe, message));
        return messages;
    }

    /** Several writers post at the same time, each its own messages one after the other. */
    List<String> postAtOnce(int writers, int each) {
        return probe.atOnce(writers, writer -> post(each)).stream()
                .flatMap(Collection::stream)
                .toList();
    }

    /** The first client gets a message, and gets it whole, in however many parts it came to the server. */
    void requireDelivered(String message) {
        int before = data(first()).size();
        SentMessage.acceptedInTwo(probe, message);
        requireArrived(message, before);
    }

    /** @param before how many events the first client had before the message was posted */
    private void requireArrived(String message, int before) {
        String wanted = Payload.asReceived(message);
        first().await(() -> data(first()).contains(wanted), probe.answer());
        if (data(first()).size() <= before) {
            throw BroadcastFault.silence(first(), message);
        }
        if (!data(first()).contains(wanted)) {
            Payload.require(first(), first().events().get(before).item(), message);
        }
    }

    /** A client that has had a message gets another. */
    void requireOneMore(String message) {
        int before = Collections.frequency(data(first()), message);
        SentMessage.accepted(probe, message);
        if (!first().await(() -> Collections.frequency(data(first()), message) > before, probe.answer())) {
            throw before > 0 && first().endedAt().isEmpty()
                    ? BroadcastFault.leftOut(first(), message)
                    : BroadcastFault.notOpen(first());
        }
    }

    void requireAll(List<String> messages) {
        awaitAll(messages);
        clients.forEach(client -> BroadcastFault.requireOnce(client, messages, others(client, messages)));
    }

    void requireAllInSpiteOfTheGone(List<String> messages) {
        awaitAll(messages);
        clients.forEach(client -> BroadcastFault.requireInSpiteOfTheGone(client, messages));
    }

    void requireSameOrder(List<String> messages) {
        requireAllWhole(messages);
        Connection reference = first();
        clients.forEach(client -> BroadcastFault.requireSameOrder(reference, client, messages));
    }

    private void requireAllWhole(List<String> messages) {
        awaitAll(messages);
        clients.forEach(client -> BroadcastFault.requireWhole(client, messages));
    }

    /** One limit for all of them: a silent server must not cost it fifty times. */
    private void awaitAll(List<String> messages) {
        Set<String> wanted = new HashSet<>(messages);
        long end = System.nanoTime() + probe.answer().toNanos();
        for (Connection client : clients) {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            client.await(() -> client.eventCount() >= wanted.size() && has(client, wanted), left);
        }
    }

    /** How many of the clients beside this one have all of the messages. */
    private long others(Connection one, List<String> messages) {
        return clients.stream()
                .filter(client -> client != one)
                .filter(client -> has(client, messages))
                .count();
    }

    void requireCounted() {
        ClientCount.of(probe).requirePresent(clients.size());
    }

    void requireGoneUncounted() {
        ClientCount.of(probe).requireWithoutTheGone(clients.size(), left);
    }

    private static boolean has(Connection client, Collection<String> messages) {
        return new HashSet<>(data(client)).containsAll(messages);
    }

    static List<String> data(Connection client) {
        return client.events().stream().map(event -> event.item().data()).toList();
    }
}
