package workbook.checker.checks.task6_1;

import static workbook.checker.text.Text.text;

import java.util.List;
import workbook.checker.checks.resume.Channel;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Reader;
import workbook.checker.checks.resume.TextPosting;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Probe;
import workbook.checker.redis.RedisProxy;
import workbook.checker.text.Text;

/**
 * One process of the learner's, and the line from it to the log.
 *
 * @param number from 1
 * @param channel what was posted, at whichever node
 */
record Node(int number, RedisProxy line, Channel channel) {

    Probe probe() {
        return channel.probe();
    }

    Text name() {
        return text("node %d", "节点 %d", number);
    }

    Posted post() {
        return channel.post();
    }

    List<Posted> post(int count) {
        return channel.post(count);
    }

    /** Posts once, for a log that may be away, and leaves the answer to be looked at later. */
    Connection sendOnce(String text) {
        return new TextPosting().send(probe(), text);
    }

    Reader join() {
        return Reader.join(channel);
    }
}
