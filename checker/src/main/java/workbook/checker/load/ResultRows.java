package workbook.checker.load;

import static workbook.checker.load.Figures.count;
import static workbook.checker.load.Figures.kibibytes;
import static workbook.checker.load.Figures.mebibytes;
import static workbook.checker.load.Figures.number;
import static workbook.checker.load.Figures.seconds;
import static workbook.checker.load.Figures.spread;
import static workbook.checker.text.Text.text;

import java.util.ArrayList;
import java.util.List;
import workbook.checker.text.Text;

/** The result in sentences, for both terminal and page. */
record ResultRows(LoadReport report) {

    Text verdict() {
        if (report.interrupted()) {
            if (report.events().posted() > 0 && report.events().deliveries() == 0) {
                return text("ended early, before anything was delivered", "提前结束，还没有任何事件送达");
            }
            return report.passed()
                    ? text("ended early; right so far", "提前结束；到目前为止都正确")
                    : text("ended early; not right", "提前结束；有错误");
        }
        if (report.plan().posts().isEmpty()) {
            return report.passed()
                    ? text("all connections held", "所有连接都保持住了")
                    : text("not all connections held", "有连接没有保持住");
        }
        if (report.passed() && report.resets() > 0) {
            return text(
                    "every client got every event once and in order, or was told by a reset that it did not",
                    "每个客户端都按顺序收到了每个事件，且只收到一次；没有收到的，都有 reset 告知");
        }
        return report.passed()
                ? text("every client got every event once and in order", "每个客户端都按顺序收到了每个事件，且只收到一次")
                : text("not every client got every event once and in order", "并非每个客户端都按顺序、不多不少地收到了每个事件");
    }

    List<ResultRow> figures() {
        List<ResultRow> rows = new ArrayList<>();
        rows.add(new ResultRow(text("Clients", "客户端"), clients()));
        rows.add(new ResultRow(text("Connect", "建立连接"), spread(report.connect())));
        if (!report.plan().posts().isEmpty()) {
            rows.add(new ResultRow(text("Events", "事件"), events()));
            rows.add(new ResultRow(text("Deliveries", "送达"), deliveries()));
            rows.add(new ResultRow(text("Latency", "延迟"), latency()));
            nodes(rows);
        } else {
            rows.add(new ResultRow(
                    text("Heartbeats", "心跳"),
                    text("%s comments seen", "共见到 %s 条注释", count(report.events().comments()))));
        }
        report.outages().ifPresent(outages -> rows.add(new ResultRow(text("Outages", "中断"), outages(outages))));
        report.storm().ifPresent(storm -> rows.add(new ResultRow(text("Storm", "断线风暴"), storm(storm))));
        report.slow()
                .ifPresent(slow -> rows.add(new ResultRow(
                        text("Slow", "慢客户端"),
                        text(
                                "%s besides, %d ended by the server",
                                "另有 %s，其中 %d 个被服务器断开", clients(slow.clients()), slow.ended()))));
        if (report.plan().pid().isPresent()) {
            rows.add(new ResultRow(text("Server", "服务器"), server()));
        }
        return rows;
    }

    /** How each of several nodes did, and what is right and wrong in numbers, for a good run, too. */
    private void nodes(List<ResultRow> rows) {
        if (report.nodes().size() > 1) {
            for (LoadReport.Node node : report.nodes()) {
                Text label = text("Node %d", "节点 %d", report.nodes().indexOf(node) + 1);
                rows.add(new ResultRow(label, node(node)));
            }
        }
        if (report.nodes().size() > 1 || report.outages().isPresent() || report.resets() > 0) {
            rows.add(new ResultRow(
                    text("Tally", "清点"),
                    text(
                            "%s lost, %s doubled, %s out of order, %s resets",
                            "丢失 %s，重复 %s，乱序 %s，reset %s",
                            count(report.count(StreamFault.Kind.EVENTS_LOST)),
                            count(report.count(StreamFault.Kind.EVENTS_DOUBLED)),
                            count(report.count(StreamFault.Kind.EVENTS_OUT_OF_ORDER)),
                            count(report.resets()))));
        }
    }

    private Text node(LoadReport.Node node) {
        return text(
                "%s, %s at first: %s deliveries, %s a second; %s; longest silence %s ms",
                "%s，开始时 %s：送达 %s 次，每秒 %s 次；%s；最长静默 %s 毫秒",
                node.stream(),
                clients(node.clients()),
                count(node.deliveries()),
                count(node.deliveriesPerSecond(report.events())),
                spread(node.latency()),
                number(node.longestGap().toNanos() / 1e6));
    }

    private static Text outages(LoadReport.Outages outages) {
        return text(
                "streams lost and found again %s: %s; POST refused %s",
                "流断开后重连 %s：%s；POST 被拒绝 %s", times(outages.returns()), spread(outages.back()), times(outages.refused()));
    }

    /** The faults, one in each row. */
    List<ResultRow> faults() {
        return report.faults().stream()
                .map(fault -> new ResultRow(
                        label(fault.kind()),
                        fault.count() == 1
                                ? text("%s: %s", "%s：%s", amount(fault), fault.example())
                                : text("%s, for example %s", "%s，例如%s", amount(fault), fault.example())))
                .toList();
    }

    private Text clients() {
        LoadReport.Clients clients = report.clients();
        Text all = text(
                "%s of %s connected, in %s",
                "%2$s 个中有 %1$s 个已连接，用时 %3$s",
                count(clients.connected()),
                count(clients.wanted()),
                seconds(clients.within()));
        return clients.lost() == 0 ? all : text("%s; %s lost", "%s；失去 %s 个", all, count(clients.lost()));
    }

    private Text events() {
        LoadReport.Events events = report.events();
        Text posted = text(
                "%s posted in %s, %s a second, %d bytes each",
                "发出 %s 个，用时 %s，每秒 %s 个，每个 %d 字节",
                count(events.posted()),
                seconds(events.posting()),
                number(events.postsPerSecond()),
                report.plan().size());
        return events.late() == 0
                ? posted
                : text(
                        "%s; for %s there was no time, because the POSTs took too long",
                        "%s；另有 %s 个因为 POST 太慢而来不及发出", posted, count(events.late()));
    }

    private Text deliveries() {
        LoadReport.Events events = report.events();
        return text(
                "%s, %s a second", "共 %s 次，每秒 %s 次", count(events.deliveries()), count(events.deliveriesPerSecond()));
    }

    private Text latency() {
        return report.latency().count() == 0
                ? text("nothing arrived", "什么也没有收到")
                : text("%s, since each event was due", "%s，从事件应发出的时刻算起", spread(report.latency()));
    }

    private static Text storm(LoadReport.Storm storm) {
        Text came = text(
                "%s came back, %s together: %s",
                "%s重连，共 %s：%s", clients(storm.clients()), times(storm.returns()), spread(storm.back()));
        return storm.refused() == 0 ? came : text("%s; refused %s", "%s；被拒绝 %s", came, times(storm.refused()));
    }

    private Text server() {
        Cost cost = report.cost();
        List<Text> parts = new ArrayList<>();
        cost.cpuMicros(report.events().deliveries())
                .ifPresent(micros -> parts.add(text("%s µs of CPU per delivery", "每次送达用 CPU %s 微秒", number(micros))));
        if (parts.isEmpty()) {
            cost.cpu().ifPresent(time -> parts.add(text("%s of CPU", "共用 CPU %s", seconds(time))));
        }
        cost.bytesPerConnection(report.clients().connected() + report.plan().slow())
                .ifPresent(bytes -> parts.add(text("%s more memory per connection", "每个连接增加内存 %s", kibibytes(bytes))));
        cost.end().ifPresent(bytes -> parts.add(text("%s in the end", "结束时共 %s", mebibytes(bytes))));
        if (!cost.unknown().isEmpty()) {
            parts.add(cost.unknown());
        }
        return parts.stream().reduce((a, b) -> text("%s, %s", "%s，%s", a, b)).orElse(Text.NONE);
    }

    private static Text amount(StreamFault fault) {
        return switch (fault.kind()) {
            case EVENTS_LOST, EVENTS_DOUBLED, EVENTS_OUT_OF_ORDER, POSTS_REFUSED -> times(fault.count());
            default -> clients(fault.count());
        };
    }

    private static Text times(long number) {
        return number == 1 ? text("once", "1 次") : text("%s times", "%s 次", count(number));
    }

    private static Text clients(long number) {
        return number == 1 ? text("1 client", "1 个客户端") : text("%s clients", "%s 个客户端", count(number));
    }

    static Text label(StreamFault.Kind kind) {
        return switch (kind) {
            case EVENTS_LOST -> text("Lost", "丢失");
            case CLIENTS_STALLED -> text("Stalled", "停滞");
            case EVENTS_DOUBLED -> text("Doubled", "重复");
            case EVENTS_OUT_OF_ORDER -> text("Order", "乱序");
            case CLIENTS_CUT -> text("Cut off", "被断开");
            case CLIENTS_REFUSED -> text("Refused", "被拒绝");
            case CLIENTS_UNREACHED -> text("Unreached", "连不上");
            case POSTS_REFUSED -> text("POST failed", "POST 失败");
        };
    }
}
