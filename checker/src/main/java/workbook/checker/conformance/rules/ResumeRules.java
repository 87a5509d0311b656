package workbook.checker.conformance.rules;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import workbook.checker.conformance.IdentifiedEvents;
import workbook.checker.conformance.Level;
import workbook.checker.conformance.NotSeen;
import workbook.checker.conformance.Observation;
import workbook.checker.conformance.Reconnection;
import workbook.checker.conformance.Restart;
import workbook.checker.conformance.Rule;
import workbook.checker.conformance.UnknownIds;
import workbook.checker.finding.WireText;
import workbook.checker.http.End;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.ArrivedItem;
import workbook.checker.probe.Connection;
import workbook.checker.probe.ExchangeEnding;
import workbook.checker.probe.Fault;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;

/** What becomes of a client that comes back with its last id. Judged only where ids are sent. */
final class ResumeRules {

    private static final int NAMED = 5;
    private static final int SHOWN = 60;

    @Rule(
            id = "resume/1",
            level = Level.ADVICE,
            en = "Nothing is lost, doubled or out of order after a reconnect",
            zh = "重连后不丢失、不重复、不乱序",
            source = "HTML 9.2.4; the field",
            hurtsEn = "After each lost connection the page shows too little, or too much.",
            hurtsZh = "每次断线之后，页面显示的内容不是少了就是多了。")
    void complete(Observation seen) {
        Reconnection resumption = seen.resumption();
        Optional<ResponseHead> head = resumption.back().exchange().head();
        if (head.isEmpty()) {
            throw new NotSeen(text("the client that came back had no answer; see resume/2", "恢复的客户端没有收到响应；见 resume/2"));
        }
        if (!resumption.isComparable()) {
            throw new NotSeen(text("two connections have no ids in common; see resume/3", "两个连接没有共同的 id；见 resume/3"));
        }
        if (resumption.repeats()) {
            throw new NotSeen(text(
                    "the client that stayed got the same id on several events, so that nothing can be missed by it",
                    "一直在线的客户端收到的多个事件使用同一个 id，无法据此判断缺失"));
        }
        if (resumption.defects().isEmpty()) {
            return;
        }
        Reconnection.Defect defect = resumption.defects().getFirst();
        Fault fault = Fault.expected(text(
                        "behind id %s the same events as the client that stayed",
                        "id %s 之后的事件与一直在线的客户端相同", shown(resumption.place())))
                .received(
                        switch (defect) {
                            case Reconnection.Defect.Lost(List<String> ids) -> text("lost: %s", "丢失：%s", names(ids));
                            case Reconnection.Defect.Twice(List<String> ids) ->
                                text("sent although the client had them: %s", "客户端已有却又发送：%s", names(ids));
                            case Reconnection.Defect.Disordered(String id) ->
                                text("%s out of order", "%s 顺序不对", shown(id));
                        })
                .why(text(
                        "Last-Event-ID tells what the client has; all that came later is owed, once and in order",
                        "Last-Event-ID 说明客户端已有的内容；此后的内容都要补发，不重不漏、顺序一致"))
                .likely(
                        defect instanceof Reconnection.Defect.Twice
                                ? text(
                                        "the replay begins with the place itself, or with the first event",
                                        "补发从该位置本身开始，或从第一个事件开始")
                                : text(
                                        "Last-Event-ID is not read, or too little is kept",
                                        "没有读取 Last-Event-ID，或保留的事件太少"));
        throw fault.on(resumption.control()).on(resumption.back()).failure();
    }

    private static Text names(List<String> ids) {
        String first = ids.stream().limit(NAMED).map(ResumeRules::shown).collect(Collectors.joining(", "));
        return ids.size() > NAMED ? text("%s and %d more", "%s 等 %d 个", first, ids.size() - NAMED) : same(first);
    }

    private static String shown(String id) {
        return WireText.escape(Clip.characters(id, SHOWN));
    }

    @Rule(
            id = "resume/2",
            level = Level.ADVICE,
            en = "An id that nobody knows gets an answer",
            zh = "未知的 id 也能得到响应",
            source = "HTML 9.2.2: any other status than 200 is final",
            hurtsEn = "Clients with an id of an older run stay away for ever.",
            hurtsZh = "带着旧 id 的客户端永远无法恢复。")
    void unknownIds(Observation seen) {
        for (UnknownIds.Asked asked : seen.unknownIds()) {
            Connection answer = asked.connection();
            Optional<ResponseHead> head = answer.exchange().head();
            if (head.isPresent() && head.get().status() < 500) {
                continue;
            }
            if (head.isEmpty() && seen.isHeadCaused() && !Observation.isEndedByServer(answer)) {
                throw new NotSeen(
                        text("the head waits for an event for everybody; see open/5", "所有客户端的响应头都要等事件；见 open/5"));
            }
            throw Fault.expected(text("an answer, without an error of the server", "有响应，且不是服务器错误"))
                    .received(text(
                            "for %s: %s",
                            "%s：%s",
                            asked.what(),
                            head.map(h -> text("status %d", "状态码 %d", h.status()))
                                    .orElseGet(() -> answer.end()
                                            .filter(end -> !(end instanceof End.ClosedByUs))
                                            .map(ExchangeEnding::inWords)
                                            .orElseGet(() -> text("no answer", "没有响应")))))
                    .why(text("what a header holds is input, and may hold anything", "请求头是输入，可能是任何内容"))
                    .likely(text(
                            "the id is parsed as a number, and the exception ends the request", "把 id 解析成数字，异常终止了请求"))
                    .on(answer)
                    .failure();
        }
    }

    @Rule(
            id = "resume/2b",
            level = Level.INFO,
            en = "What an id that nobody knows gets first",
            zh = "未知 id 首先得到的内容",
            source = "the field: gaps that are told")
    Text firstOfUnknown(Observation seen) {
        Connection answer = seen.unknownIds().getFirst().connection();
        return answer.items().stream()
                .map(ArrivedItem::item)
                .filter(item -> item instanceof StreamItem.Event || item instanceof StreamItem.Comment)
                .findFirst()
                .map(item -> switch (item) {
                    case StreamItem.Event event ->
                        same(WireText.event(event.type(), event.data(), event.lastEventId()));
                    case StreamItem.Comment comment -> same(":" + shown(comment.text()));
                    default -> Text.NONE;
                })
                .orElseGet(() -> text("nothing at once", "没有立即发送内容"));
    }

    @Rule(
            id = "resume/3",
            level = Level.ADVICE,
            en = "An id names one event, on every connection",
            zh = "一个 id 在所有连接上只代表一个事件",
            source = "the field: counters of each connection",
            hurtsEn = "A client that comes back is put at the place of another one.",
            hurtsZh = "恢复的客户端会被放到别人的位置上。")
    void oneMeaning(Observation seen) {
        seen.requireIds();
        Connection main = seen.watched();
        Map<String, String> known = new HashMap<>();
        for (StreamItem.Event event : withId(main)) {
            String before = known.putIfAbsent(event.lastEventId(), content(event));
            if (before != null && !before.equals(content(event))) {
                throw Fault.expected(text("a new id for each event", "每个事件用新的 id"))
                        .received(text("id %s on two events", "两个事件的 id 都是 %s", shown(event.lastEventId())))
                        .why(text("a client that has one of them cannot say which", "客户端无法说明自己有的是哪一个"))
                        .likely(text(
                                "the id of the topic or of the page in place of the event's", "用了主题或页面的 id，而不是事件的"))
                        .at(main, event.start(), text("again", "重复"))
                        .failure();
            }
        }
        for (Connection other : seen.streams()) {
            for (StreamItem.Event event : other == main ? List.<StreamItem.Event>of() : withId(other)) {
                String here = known.get(event.lastEventId());
                if (here != null && !here.equals(content(event))) {
                    throw Fault.expected(text("the same event behind the same id", "相同的 id 对应相同的事件"))
                            .received(text("id %s means two events", "id %s 代表两个事件", shown(event.lastEventId())))
                            .why(text("a client comes back on another connection", "客户端会在另一个连接上恢复"))
                            .likely(text("each connection counts for itself", "每个连接各自计数"))
                            .at(other, event.start(), text("another event on the main stream", "主流上是另一个事件"))
                            .failure();
                }
            }
        }
    }

    private static List<StreamItem.Event> withId(Connection connection) {
        return IdentifiedEvents.of(connection).stream().map(ArrivedItem::item).toList();
    }

    private static String content(StreamItem.Event event) {
        return event.type() + "\n" + event.data();
    }

    @Rule(
            id = "resume/4",
            level = Level.ADVICE,
            en = "retry is sent",
            zh = "发送 retry",
            source = "HTML 9.2.6; the field: each browser has a default of its own",
            hurtsEn = "All clients come back after the same few seconds when the server starts again.",
            hurtsZh = "服务器重启后，所有客户端会在相同的几秒后同时涌回。")
    Text retry(Observation seen) {
        seen.requireIds();
        Set<Long> times = new HashSet<>();
        boolean invalid = false;
        for (Connection stream : seen.streams()) {
            stream.items(StreamItem.Retry.class)
                    .forEach(retry -> times.add(retry.item().milliseconds()));
            invalid |= !stream.notes(StreamItem.Kind.INVALID_RETRY).isEmpty();
        }
        if (!times.isEmpty()) {
            return text(
                    "%s ms",
                    "%s 毫秒", times.stream().sorted().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        if (invalid) {
            throw new NotSeen(text("it is sent, and invalid; see wire/5", "发送了，但无效；见 wire/5"));
        }
        throw Fault.expected(same("retry: 2000"))
                .received(text("no retry on any stream", "任何流上都没有 retry"))
                .why(text("it tells clients when to come back", "它告诉客户端何时重连"))
                .likely(text("the field is not sent", "没有发送这个字段"))
                .on(seen.main())
                .failure();
    }

    @Rule(
            id = "resume/5",
            level = Level.ADVICE,
            en = "After a restart ids go on, or are known as old",
            zh = "重启后 id 继续编号，或能识别旧 id",
            source = "the field: counters that begin again",
            hurtsEn = "A client with a high id hears nothing until the counter has caught up.",
            hurtsZh = "id 较大的客户端在计数追上之前什么也收不到。",
            last = true)
    void restart(Observation seen) {
        Restart restart = seen.restart();
        if (restart.newIdsOfOldRun().isPresent()) {
            throw Fault.expected(text("ids that the first run did not use", "第一次运行没有用过的 id"))
                    .received(text(
                            "id %s again, for another event",
                            "id %s 再次出现，却是另一个事件", shown(restart.newIdsOfOldRun().get())))
                    .why(text("a client cannot tell the two apart", "客户端无法区分两者"))
                    .likely(text("the counter begins again with each start", "计数器每次启动都重新开始"))
                    .on(restart.fresh())
                    .failure();
        }
        if (restart.fresh().events().isEmpty()) {
            throw new NotSeen(seen.noEvent());
        }
        if (!restart.returned().events().isEmpty()) {
            return;
        }
        throw Fault.expected(text("events for the client of the first run, too", "第一次运行的客户端也能收到事件"))
                .received(text("none, while a new client gets them", "一个也没有，而新客户端能收到"))
                .why(text("an id of an older run is unknown, not in the future", "旧的 id 是未知的，而不是未来的"))
                .likely(text("the server waits until its counter has passed the id", "服务器在等计数器超过该 id"))
                .on(restart.returned())
                .failure();
    }
}
