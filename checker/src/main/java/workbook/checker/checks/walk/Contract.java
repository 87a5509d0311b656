package workbook.checker.checks.walk;

import java.util.Map;
import java.util.Optional;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/** What a walk must know of a task: how a message is posted, and what a client may get. What it leaves free is free. */
public interface Contract {

    /** The settings of a server that the walk has to itself. */
    Map<String, String> settings();

    /** Posts a message; empty if the server rightly refused it, as it may a long one. */
    Optional<Message> post(Probe probe, String text);

    /** Begins to watch a client that has just got its headers. */
    Judge judge(World world, Connection connection, Place place);

    /** How many messages are kept at least for those who come back; 0 where nobody can. */
    int room(Probe probe);

    /** Whether the server may end the stream of a client that reads, which then comes back. */
    default boolean mayEndStreams() {
        return true;
    }

    /** The rule behind all that a walk asks for, in one sentence. */
    Text rule();
}
