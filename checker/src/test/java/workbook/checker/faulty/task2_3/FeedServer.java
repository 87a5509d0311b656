package workbook.checker.faulty.task2_3;

import java.util.List;
import workbook.checker.faulty.servers.ClockServer;

/** Task 2.3 done right on the fast clock, in parts. A faulty server overrides the part in which it sins. */
class FeedServer extends ClockServer {

    static final List<String> ITEMS = List.of("paid", "low: \\\"3\\\" left", "已送达", "a\\nb", "done");

    @Override
    protected int count() {
        return Integer.MAX_VALUE;
    }

    @Override
    protected String event(int n) {
        return block(type(n), data(n));
    }

    String block(String type, String data) {
        return "event: " + type + "\ndata: " + data + "\n\n";
    }

    String type(int n) {
        return n % 2 == 0 ? "notification" : "update";
    }

    String data(int n) {
        return "{\"n\": " + number(n) + ", \"text\": \"" + text(n) + "\"}";
    }

    String number(int n) {
        return String.valueOf(n + 1);
    }

    String text(int n) {
        return ITEMS.get(n % ITEMS.size());
    }
}
