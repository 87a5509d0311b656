package workbook.checker.checks.task6_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.checker.checks.resume.Delivery;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Reader;
import workbook.checker.finding.WireText;
import workbook.checker.http.ResponseHead;
import workbook.checker.probe.Connection;
import workbook.checker.probe.Expectations;
import workbook.checker.probe.Fault;
import workbook.checker.text.Text;

/** Node 1 is killed in mid-stream. Node 2 and its readers feel nothing, and node 1 comes back with what the log has. */
final class NodeDeath {

    private static final int MESSAGES = 4;

    /** More than two answers bring: it is by the second one that a node judges an id of a client that came meanwhile. */
    private static final int FAR = 600;

    private static final int OK = 200;
    private static final int CREATED = 201;

    private static final Text NEEDED = text(
            "node 2 hands what it is posted to node 1, or reads it from there: each node writes to the log and reads from it by itself, and knows of no other",
            "节点 2 把收到的消息交给节点 1，或者从节点 1 那里读取：每个节点都应自己写日志、自己读日志，不需要知道别的节点");

    private static final Text ELSEWHERE = text(
            "what node 1 was posted, or the id that it gave, is known in node 1 only, which is dead: a client that comes to node 2 must get all of it from the log",
            "发给节点 1 的消息，或它给出的 id，只有节点 1 知道，而它已经死掉：客户端来到节点 2，也要能从日志里得到全部");

    private static final Text FORGOTTEN = text(
            "what was posted before this process began, or while it was dead, is not asked for: replay from the log, not from memory",
            "没有去取本进程启动之前、或它死掉期间的消息：应从日志重放，而不是从内存");

    private static final Text NOT_READ_YET = text(
            "the node that was started again takes an id of before for unknown: it has not read what the log had, or only the first part of it. Behind an answer that is full there is more: ask on before you judge an id",
            "重新启动的节点把以前的 id 当成了未知的：它没有读日志里原有的内容，或者只读了开头。结果取满时，后面还有内容，应继续读完再判断 id");

    private static final Text LATE_PLACE = text(
            "a client without an id begins at the end of the log as the node first reads it, long after its headers. Who came before the node had read anything must get all that the log has",
            "没有 id 的客户端从节点第一次读到的日志末尾开始，而那时离它收到响应头已经很久。节点还没有读过日志时就来的客户端，必须得到日志里的全部内容");

    private final Cluster cluster;
    private final Reader lost;
    private final Reader stays;

    private NodeDeath(Cluster cluster) {
        this.cluster = cluster;
        List<Reader> readers = cluster.join(1);
        this.lost = readers.getFirst();
        this.stays = readers.getLast();
    }

    static void require(Cluster cluster) {
        cluster.fill(FAR);
        NodeDeath death = new NodeDeath(cluster);
        List<Posted> before = new ArrayList<>(cluster.post(MESSAGES));
        before.add(cluster.one().post()); // so that the last id is one that node 1 has given
        death.require(death.lost, before, Text.NONE);
        death.require(death.stays, before, Text.NONE);
        cluster.one().probe().kill();
        try {
            death.requireWithout(before);
            death.requireKnown(before.getLast());
        } finally {
            cluster.comeBack();
        }
        death.requireAgain(before.getFirst());
    }

    private void require(Reader reader, List<Posted> wanted, Text cause) {
        reader.await(wanted.size());
        new Delivery(reader, reader.now(), wanted, cluster.one().channel().all(), cause).requireFrom(0);
    }

    /** While node 1 is dead. Then it is there again, and has no log yet. */
    private void requireWithout(List<Posted> before) {
        try {
            lost.left();
            requireNothingFelt(before);
            requireElsewhere(before.getLast());
        } finally {
            cluster.one().line().holdUp();
            cluster.one().probe().restart();
        }
    }

    private void requireNothingFelt(List<Posted> before) {
        List<Posted> wanted = new ArrayList<>(before);
        for (int n = 0; n < MESSAGES; n++) {
            wanted.add(postAlone());
        }
        stays.await(wanted.size());
        Expectations.requireOpen(
                stays.now(),
                text("a node that dies takes only its own streams with it", "一个节点死掉，只会断掉它自己的流"),
                text(
                        "node 2 is connected to node 1, or waits for it: the log is all that they share",
                        "节点 2 连着节点 1，或者在等它：两者共用的只应是日志"));
        require(stays, wanted, NEEDED);
    }

    /** A message for node 2 while it is the only one. */
    private Posted postAlone() {
        String text = "alone " + cluster.two().probe().word();
        Connection answer = cluster.two().channel().send(text);
        Optional<ResponseHead> head = answer.awaitHead(cluster.two().probe().answer());
        if (head.filter(got -> got.status() == CREATED).isEmpty()) {
            throw Fault.expected(text("status 201 from node 2, while node 1 is dead", "节点 1 死掉期间，节点 2 返回状态码 201"))
                    .received(head.<Text>map(got -> text("status %d", "状态码 %d", got.status()))
                            .orElse(text("no answer", "没有回应")))
                    .why(text(
                            "a node that dies ends its own streams only: whoever posts to another one feels nothing",
                            "一个节点死掉，只会断掉它自己的流：向别的节点提交消息的人毫无察觉"))
                    .likely(NEEDED)
                    .on(answer)
                    .failure();
        }
        return cluster.two().channel().accept(answer, text);
    }

    /** The client of node 1 goes to node 2, with the id that node 1 gave it last. */
    private void requireElsewhere(Posted seen) {
        List<Posted> missed = cluster.two().channel().after(seen.id());
        lost.comeBackAt(cluster.two().channel());
        require(lost, missed, ELSEWHERE);
        lost.leave();
    }

    /** Clients come before the node has read anything. One with a late id is let in, or comes back when it has a log. */
    private void requireKnown(Posted late) {
        Node one = cluster.one();
        Connection early = one.probe().get("/events", Reader.LAST_EVENT_ID, late.id());
        boolean isIn = isLetIn(early);
        Connection fresh = one.probe().get("/events");
        boolean isFreshIn = isLetIn(fresh);
        Posted meanwhile = cluster.two().post();
        cluster.mend();
        Reader back = isIn ? Reader.on(one.channel(), early) : Reader.comeBack(one.channel(), late.id());
        back.now().awaitEvents(1, Returns.limit(one.probe()));
        cluster.two().post();
        require(
                back,
                one.channel().after(late.id()),
                back.events().stream().anyMatch(Delivery::isReset) ? NOT_READ_YET : FORGOTTEN);
        back.leave();
        if (isFreshIn) {
            requireFromHeadersOn(fresh, meanwhile);
        }
        fresh.close();
    }

    private boolean isLetIn(Connection client) {
        return client.awaitHead(cluster.one().probe().answer())
                .filter(head -> head.status() == OK)
                .isPresent();
    }

    /** A client that the node has let in without an id and before it had read the log: what comes first is free. */
    private void requireFromHeadersOn(Connection fresh, Posted message) {
        Node one = cluster.one();
        boolean came = fresh.await(
                () -> fresh.events().stream()
                        .anyMatch(event -> event.item().lastEventId().equals(message.id())),
                Returns.limit(one.probe()));
        if (!came) {
            throw Fault.expected(text(
                            "the message with id %s, which node 2 has accepted while this client was connected to node 1",
                            "id 为 %s 的消息：这个客户端连着节点 1 时，节点 2 接收了它", same(WireText.escape(message.id()))))
                    .received(text(
                            "%d event(s), and not this one, %.0f s after the log is back",
                            "日志恢复 %2$.0f 秒之后，收到 %1$d 个事件，其中没有它",
                            fresh.events().size(),
                            Returns.limit(one.probe()).toMillis() / 1000.0))
                    .browser(text("believes that it has everything: a silent gap", "以为自己什么都有：这是一个无声的缺口"))
                    .why(text(
                            "a client without an id gets what is posted from its headers on, to whichever node",
                            "没有 id 的客户端，从收到响应头开始，要得到发布到任何一个节点的消息"))
                    .likely(LATE_PLACE)
                    .on(fresh)
                    .failure();
        }
    }

    /** @param old a message of before, and the first that the reader of node 2 has */
    private void requireAgain(Posted old) {
        Node one = cluster.one();
        Reader back = Reader.comeBack(one.channel(), old.id());
        one.post();
        List<Posted> behind = one.channel().after(old.id());
        require(back, behind, FORGOTTEN);
        require(stays, Stream.concat(Stream.of(old), behind.stream()).toList(), Text.NONE);
    }
}
