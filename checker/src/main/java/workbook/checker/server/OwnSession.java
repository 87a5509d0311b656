package workbook.checker.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps a program under test away from the terminal of the person who checks it: in a session of its own it has none (POSIX
 * 11.1.3), so it can neither change its modes through {@code /dev/tty} nor be met by the signal of Ctrl+C before the checker.
 */
final class OwnSession {

    /** Part of every Linux; a system without it goes on as before. */
    private static final Optional<Path> SETSID = Stream.of("/usr/bin/setsid", "/bin/setsid")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();

    private OwnSession() {}

    /** The process that is started stays the same: setsid(1) becomes the program. */
    static void give(ProcessBuilder builder) {
        SETSID.ifPresent(setsid -> {
            List<String> command = new ArrayList<>(List.of(setsid.toString()));
            command.addAll(builder.command());
            builder.command(command);
        });
    }
}
