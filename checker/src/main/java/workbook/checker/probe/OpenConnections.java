package workbook.checker.probe;

import static workbook.checker.text.Text.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workbook.checker.http.End;
import workbook.checker.server.Endings;
import workbook.checker.text.Text;

/**
 * The connections that a probe has opened, for as long as they are open. One that has ended is let go, so that its log is
 * kept only by the check that still looks at it.
 */
final class OpenConnections implements AutoCloseable {

    private final List<Connection> open = new ArrayList<>();
    private int opened;
    private Optional<Text> flood = Optional.empty();

    /** The number of the next connection, from 1. */
    synchronized int next() {
        return ++opened;
    }

    synchronized void add(Connection connection) {
        letGo();
        open.add(connection);
    }

    /** What is said of a server that sent far more than was asked for; empty if none of the connections saw that. */
    synchronized Optional<Text> flood() {
        letGo();
        return flood;
    }

    /** Whether another one has its head, and goes on. */
    synchronized boolean isStreamBeside(Connection connection) {
        letGo();
        return open.stream()
                .anyMatch(other -> other != connection && other.headAt().isPresent());
    }

    private void letGo() {
        open.removeIf(connection -> {
            Optional<End> end = connection.end();
            end.flatMap(how -> flood(connection.name(), how)).ifPresent(sentence -> flood = Optional.of(sentence));
            return end.isPresent();
        });
    }

    private static Optional<Text> flood(Text name, End end) {
        return end instanceof End.Flood
                ? Optional.of(text(
                        "on %s %s: look for a loop that does not wait",
                        "%s：%s。找找有没有不等待的循环", name, ExchangeEnding.inWords(end)))
                : Optional.empty();
    }

    @Override
    public void close() {
        List<Connection> left;
        synchronized (this) {
            left = List.copyOf(open);
        }
        new Endings().endEach(left, Connection::close).rethrow();
    }
}
