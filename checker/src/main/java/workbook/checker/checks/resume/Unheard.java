package workbook.checker.checks.resume;

import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.stream.Stream;
import workbook.checker.probe.Connection;
import workbook.checker.text.Text;

/** Messages that were posted before anybody had opened a stream. They are kept for those who come back, all the same. */
public final class Unheard {

    private static final Text LIKELY = text(
            "a message is kept only while a client is connected, for each client apart, or for a short time: put every message into the one buffer, whoever listens",
            "只有客户端连接着的时候才保存消息，或者为每个客户端各存一份，或者只保存很短的时间：无论有没有人在听，每条消息都要放进同一个缓冲区");

    private final Channel channel;
    private final List<String> texts;
    private final List<Connection> answers;

    private Unheard(Channel channel, List<String> texts, List<Connection> answers) {
        this.channel = channel;
        this.texts = texts;
        this.answers = answers;
    }

    /** Posts three messages, one after the other. What is answered to them is looked at later. */
    public static Unheard post(Channel channel) {
        List<String> texts = Stream.of("first", "second", "third")
                .map(number -> number + ", to nobody " + channel.probe().word())
                .toList();
        return new Unheard(
                channel, texts, texts.stream().map(text -> send(channel, text)).toList());
    }

    private static Connection send(Channel channel, String text) {
        Connection answer = channel.send(text);
        answer.awaitHead(channel.probe().answer());
        return answer;
    }

    /** They were accepted as any other message. They must be the first that the channel knows. */
    public void requireAccepted() {
        for (int n = 0; n < texts.size(); n++) {
            channel.accept(answers.get(n), texts.get(n));
        }
    }

    /** The first message behind them, which came when a stream was open. */
    public Posted firstHeard() {
        return channel.all().get(texts.size());
    }

    /** A client that says that it has seen the second gets the third, and all the others. */
    public void requireKept() {
        Posted seen = channel.all().get(1);
        Reader reader = Reader.comeBack(channel, seen.id());
        List<Posted> wanted = channel.after(seen.id());
        reader.await(wanted.size());
        new Delivery(reader, reader.now(), wanted, channel.all(), LIKELY).requireFrom(0);
    }
}
