package workbook.bench.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import workbook.checker.text.Text;

/**
 * One server that broadcasts by the contract of 3.3.
 *
 * @param key its name on the command line
 * @param missing why it cannot be run here; empty if it can
 * @param command starts it
 * @param forks whether a child of the process does the work
 */
public record Peer(String key, Text label, Optional<Text> missing, Command command, boolean forks) {

    /** The command line that starts a server. */
    @FunctionalInterface
    interface Command {

        /** @param folder an empty folder for the files of this server */
        List<String> on(int port, Path folder) throws IOException;
    }
}
