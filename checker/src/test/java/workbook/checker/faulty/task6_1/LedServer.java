package workbook.checker.faulty.task6_1;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node that lets the one that came first write to the log for all. Which that is stands in the log, under another key. */
abstract class LedServer extends SharedLogServer {

    private static final Pattern ACCEPTED = Pattern.compile("(?s)HTTP/1.1 201 .*\"id\": \"([^\"]+)\".*");

    @Override
    String publish(String text) throws IOException {
        int leader = leader();
        if (leader == PORT) {
            return super.publish(text);
        }
        Optional<String> id;
        try {
            id = forward(leader, text);
        } catch (IOException gone) {
            return withoutLeader(text, gone);
        }
        return id.isPresent() ? id.get() : publishAlone(text);
    }

    /** What a node does with a message while there is no leader. */
    abstract String withoutLeader(String text, IOException gone) throws IOException;

    String publishAlone(String text) throws IOException {
        return super.publish(text);
    }

    private int leader() throws IOException {
        List<?> first = first();
        if (first.isEmpty()) {
            write("XADD", nodes(), "*", "port", Integer.toString(PORT));
            first = first();
        }
        List<?> fields = (List<?>) ((List<?>) first.getFirst()).get(1);
        return Integer.parseInt((String) fields.get(1));
    }

    private List<?> first() throws IOException {
        return (List<?>) write("XRANGE", nodes(), "-", "+", "COUNT", "1");
    }

    private static String nodes() {
        return key() + "-nodes";
    }

    /** The id that the leader gives; empty when it has no log. */
    private static Optional<String> forward(int leader, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket("127.0.0.1", leader)) {
            socket.setSoTimeout((int) LIMIT.multipliedBy(3).toMillis());
            socket.getOutputStream()
                    .write(("POST /messages HTTP/1.1\r\nHost: 127.0.0.1:" + leader + "\r\nContent-Length: "
                                    + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(ACCEPTED.matcher(answer))
                    .filter(Matcher::matches)
                    .map(accepted -> accepted.group(1));
        }
    }
}
