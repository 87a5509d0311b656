package workbook.checker.checks.task3_1;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import workbook.checker.checks.resume.Channel;
import workbook.checker.checks.resume.Reader;
import workbook.checker.checks.resume.TextPosting;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Probe;
import workbook.checker.probe.ReceivedLines;

/** A reader saw two messages, was cut, missed two, and comes back: what a learner may predict. */
final class ReconnectExperiment {

    private ReconnectExperiment() {}

    /** What comes on the second connection, until a fifth message that is posted then. */
    static ReceivedLines of(Probe probe) {
        Probe own = probe.ownServer(Map.of("replay.retry", "PT1S"));
        Channel channel = new Channel(own, new TextPosting());
        for (String text : List.of("one", "two", "three", "four")) {
            channel.post(text);
        }
        Connection back =
                own.get("/events", Reader.LAST_EVENT_ID, channel.all().get(1).id());
        back.awaitHead(own.answer());
        channel.post("five");
        Duration limit = own.answer();
        back.await(
                () -> back.events().stream()
                        .anyMatch(event -> event.item().data().equals("five")),
                limit);
        return ReceivedLines.of(back).naming(names(channel));
    }

    private static Map<String, String> names(Channel channel) {
        Map<String, String> names = new LinkedHashMap<>();
        channel.all().forEach(posted -> names.put(posted.id(), Integer.toString(names.size() + 1)));
        return names;
    }
}
