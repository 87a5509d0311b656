package workbook.checker.checks.task2_3;

import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Fault;

/**
 * The texts of a run, from which the list of items is learned: the checker does not know it. A text may stand in the list
 * more than once.
 */
final class TextRounds {

    private TextRounds() {}

    /** The length of the list, once two whole rounds of it are there. */
    static OptionalInt period(List<String> texts) {
        return IntStream.rangeClosed(1, texts.size() / 2)
                .filter(period -> firstChange(texts, period) == texts.size())
                .findFirst();
    }

    /** Where a text is not that of one period before; behind the last text if there is no such place. */
    private static int firstChange(List<String> texts, int period) {
        return IntStream.range(period, texts.size())
                .filter(i -> !texts.get(i).equals(texts.get(i - period)))
                .findFirst()
                .orElse(texts.size());
    }

    /** Why there are no two rounds in so many texts. */
    static CheckFailure explain(Connection connection, List<FeedItem> items) {
        List<String> texts = items.stream().map(FeedItem::text).toList();
        OptionalInt again = IntStream.range(1, texts.size())
                .filter(i -> texts.get(i).equals(texts.getFirst()))
                .findFirst();
        return again.isPresent() && firstChange(texts, again.getAsInt()) < texts.size()
                ? outOfOrder(connection, items, again.getAsInt())
                : neverAgain(connection, texts);
    }

    private static CheckFailure neverAgain(Connection connection, List<String> texts) {
        long different = texts.stream().distinct().count();
        boolean stuck = texts.getLast().equals(texts.get(texts.size() - 2));
        return Fault.expected(text(
                        "\"%s\" again, after the last text of the list",
                        "列表的最后一条之后，再次出现“%s”", WireText.escape(texts.getFirst())))
                .received(text(
                        "%d events with %d different texts, and no second round",
                        "%d 个事件，%d 种不同的文本，没有出现第二轮", texts.size(), different))
                .why(text("after the last item comes the first", "最后一条之后又是第一条"))
                .likely(
                        stuck
                                ? text(
                                        "the index stays at the last item; take it modulo the size of the list",
                                        "下标停在最后一条；应对列表长度取模")
                                : text(
                                        "the second round does not begin with the first item, index 0",
                                        "第二轮不是从第一条（下标 0）开始的"))
                .on(connection)
                .failure();
    }

    private static CheckFailure outOfOrder(Connection connection, List<FeedItem> items, int period) {
        List<String> texts = items.stream().map(FeedItem::text).toList();
        int wrong = firstChange(texts, period);
        return Fault.expected(text(
                        "\"%s\", as %d events before",
                        "“%s”，与 %d 个事件之前相同", WireText.escape(texts.get(wrong - period)), period))
                .received(text("\"%s\"", "“%s”", WireText.escape(texts.get(wrong))))
                .why(text(
                        "the texts come in the order of feed.items, and in the same order in every round",
                        "文本按 feed.items 的顺序出现，每一轮的顺序都相同"))
                .likely(text(
                        "a random choice, a shuffled list, or an index that is not (n - 1) % items.size()",
                        "随机选取、打乱了列表，或者下标不是 (n - 1) % items.size()"))
                .at(
                        connection,
                        items.get(wrong).event().start(),
                        text("another text than in the round before", "与上一轮的文本不同"))
                .failure();
    }
}
