package workbook.checker.clients;

import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import workbook.checker.clients.VectorRuns.Difference;
import workbook.checker.finding.Severity;
import workbook.checker.text.Text;
import workbook.checker.vectors.StreamVector;

/** Whether a client reads the format rightly: every vector, in one piece and cut. */
final class ParseRules {

    private static final Text CUT_ANYHOW = text(
            "a stream is one sequence of bytes: where a read or a chunk ends means nothing",
            "流是一个连续的字节序列：一次读取或一个分块在哪里结束没有任何意义");

    /** A vector that is about several rules belongs to the first of these topics that has one of them. */
    private enum Topic {
        END("P26"),
        LINE_ENDS("P3", "P4", "P5", "P6", "P7"),
        UTF8("P1"),
        BOM("P2"),
        RETRY("P20"), // before the spaces: what fails at "retry:  400" fails at an invalid time
        SPACES("P12"),
        COMMENTS("P10"),
        NO_DATA("P22"),
        IDS("P18", "P19", "P21"),
        TYPES("P16"),
        DATA("P17", "P23"),
        BLANK_LINES("P9"),
        FIELDS();

        private final Set<String> rules;

        Topic(String... rules) {
            this.rules = Set.of(rules);
        }

        static Topic of(StreamVector vector) {
            Set<String> of = Set.of(vector.rule().split(","));
            for (Topic topic : values()) {
                if (topic.rules.stream().anyMatch(of::contains)) {
                    return topic;
                }
            }
            return FIELDS;
        }
    }

    private ParseRules() {}

    static List<ClientRule> all() {
        return List.of(
                topic(1, Topic.UTF8, text("text is UTF-8, malformed bytes are replaced", "文本为 UTF-8，非法字节被替换")),
                topic(2, Topic.BOM, text("one byte order mark at the start is dropped", "开头的一个 BOM 被去掉")),
                topic(3, Topic.LINE_ENDS, text("LF, CR and CRLF end a line", "LF、CR、CRLF 都结束一行")),
                topic(4, Topic.BLANK_LINES, text("an empty line dispatches, and nothing else", "只有空行才触发派发")),
                topic(5, Topic.COMMENTS, text("comments disturb nothing", "注释不影响任何内容")),
                topic(6, Topic.FIELDS, text("fields by their exact names, unknown ones ignored", "字段名逐字匹配，未知字段被忽略")),
                topic(7, Topic.SPACES, text("one space after the colon goes, and no more", "冒号后只去掉一个空格")),
                topic(8, Topic.TYPES, text("the type, and the default type", "事件类型与默认类型")),
                topic(9, Topic.DATA, text("data lines are joined with LF", "多行 data 以 LF 连接")),
                topic(10, Topic.IDS, text("the id, kept and reset", "id 的保留与重置")),
                topic(11, Topic.RETRY, text("retry lines are no events", "retry 行不是事件")),
                topic(12, Topic.NO_DATA, text("without data there is no event", "没有 data 就没有事件")),
                topic(13, Topic.END, text("what is unfinished at the end is dropped", "结束时未完成的内容被丢弃"))
                        .needing("cut/1", "cut/2", "cut/4"),
                cut(14, ParseRules::isPlain, text("the same however it is cut", "无论怎样切分，结果都相同")),
                cut(15, vector -> !isPlain(vector), text("characters that are cut in two", "被切成两半的字符"))
                        .needing("parse/14"));
    }

    private static ClientRule topic(int number, Topic topic, Text title) {
        return new ClientRule("parse/" + number, Severity.MUST, title, "HTML 9.2.6", bench -> {
            bench.vectors().whole(vector -> Topic.of(vector) == topic).ifPresent(found -> {
                throw broken(found, text("so says the standard, and so do browsers", "标准如此规定，浏览器也如此实现"));
            });
            if (topic == Topic.IDS && !bench.habits().showsIds()) {
                throw new NotClaimed(text(
                        "not claimed: it tells of no ids, and does not come back with one", "未声明：它不报告 id，也不会带着 id 重连"));
            }
        });
    }

    private static ClientRule cut(int number, Predicate<StreamVector> suits, Text title) {
        return new ClientRule("parse/" + number, Severity.MUST, title, "HTML 9.2.5", bench -> {
            bench.vectors().cut(suits).ifPresent(found -> {
                throw broken(found, CUT_ANYHOW);
            });
        });
    }

    private static boolean isPlain(StreamVector vector) {
        byte[] bytes = vector.bytes();
        return IntStream.range(0, bytes.length).allMatch(i -> bytes[i] > 0);
    }

    private static Broken broken(Map.Entry<StreamVector, Difference> found, Text why) {
        StreamVector vector = found.getKey();
        Text note = vector.note().isEmpty() ? Text.NONE : Text.same(vector.note());
        return Broken.of(
                found.getValue().expected(),
                found.getValue().received(),
                why,
                note,
                found.getValue().seen());
    }
}
