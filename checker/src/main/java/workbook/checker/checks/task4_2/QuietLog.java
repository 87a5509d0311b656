package workbook.checker.checks.task4_2;

import workbook.checker.probe.CheckSkipped;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Probe;

/** A log in which no line stands yet: where there are lines, it is they that send the headers. */
final class QuietLog {

    private QuietLog() {}

    static void requireOpen(FollowedLog log) {
        Probe server;
        try {
            server = log.server();
        } catch (CheckSkipped notOurs) {
            return; // a server that was running already follows a log of its own, quiet or not
        }
        Connection connection = log.watched(server.get("/events"));
        Expectations.requireEventStream(server, connection);
    }
}
