package workbook.model;

import io.helidon.config.Config;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers from the lessons of this workbook, without any network: word by word, and Chinese character by character. */
final class EmbeddedModel implements Model {

    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    /** One Chinese character or one word, with the white space before it, which is part of the text. */
    private static final Pattern PIECE = Pattern.compile("\\s*(\\p{IsHan}|[^\\s\\p{IsHan}]+)|\\s+");

    private final Lessons lessons;
    private final Duration delay;

    EmbeddedModel(Lessons lessons, Duration delay) {
        this.lessons = lessons;
        this.delay = delay;
    }

    static Duration delay(Config model) {
        Duration delay = model.get("delay").as(Duration.class).get();
        if (delay.isNegative()) {
            throw new IllegalArgumentException("model.delay is " + delay + ", but must not be negative");
        }
        return delay;
    }

    @Override
    public void answer(String question, Pieces pieces) throws InterruptedException {
        boolean chinese = CHINESE.matcher(question).find();
        String answer = lessons.find(question, chinese)
                .map(passage -> passage.answer(chinese))
                .orElse(chinese ? NOTHING_ZH : NOTHING_EN);
        Matcher piece = PIECE.matcher(answer);
        while (piece.find()) {
            Thread.sleep(delay);
            pieces.accept(piece.group());
        }
    }

    private static final String NOTHING_EN = "I only know the lessons of this workbook, and found nothing about that in"
            + " them. Ask me about Server-Sent Events, for example: Why does a stream need a heartbeat?";
    private static final String NOTHING_ZH = "我只读过这本练习册的课文，里面没有找到相关的内容。可以问我关于 Server-Sent Events 的问题，例如：为什么流需要心跳？";
}
