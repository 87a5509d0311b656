package workbook.checker.checks.task6_1;

import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.Map;
import workbook.checker.checks.resume.Channel;
import workbook.checker.checks.resume.Delivery;
import workbook.checker.checks.resume.Posted;
import workbook.checker.checks.resume.Reader;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/** A log of small capacity, to which much more is posted, and at last long messages. */
final class BoundedLog {

    private static final int CAPACITY = 100;

    /** Redis drops whole nodes of 100 entries where it may choose. */
    private static final int MORE = 200;

    private static final int POSTED = 600;
    private static final int AT_ONCE = 20;

    /** Not more than the log keeps in any case, and more than a small copy of it has room for. */
    private static final int LONG = 90;

    private static final int CHARACTERS = 40 << 10;

    private static final Text SMALL_COPY = text(
            "the node keeps fewer bytes than the log, and takes for lost what it has dropped itself: have the log drop the same (XTRIM MINID), or read it from the log",
            "节点保存的字节比日志少，把自己删掉的当成了丢失的：应让日志也删掉同样的内容（XTRIM MINID），或者从日志里读");

    private BoundedLog() {}

    static void require(Cluster cluster) {
        String key = cluster.key() + "-small";
        Probe node = cluster.alone(Map.of("log.key", key, "log.capacity", Integer.toString(CAPACITY)));
        Channel channel = new Channel(node, new PatientPosting(server -> false));
        for (int n = 0; n < POSTED; n += AT_ONCE) {
            channel.postAtOnce(AT_ONCE);
        }
        long length = (Long) cluster.log("XLEN", key);
        if (length > CAPACITY + MORE) {
            throw Fault.expected(text(
                            "at most %d entries in the stream of log.key, with a log.capacity of %d",
                            "log.capacity 为 %2$d 时，log.key 的流里最多 %1$d 个条目", CAPACITY + MORE, CAPACITY))
                    .received(text("%d entries after %d POSTs", "%2$d 次 POST 之后有 %1$d 个条目", length, POSTED))
                    .why(text(
                            "Redis keeps a stream in memory, and without a bound it grows until there is none",
                            "Redis 的流放在内存里，没有上限就会一直增长，直到内存用尽"))
                    .likely(text(
                            "XADD without MAXLEN ~, or with another number than log.capacity",
                            "XADD 没有带 MAXLEN ~，或者用的不是 log.capacity"))
                    .failure();
        }
        if (length == 0) {
            throw Fault.expected(text("the messages in a Redis stream at log.key", "消息在 log.key 的 Redis 流里"))
                    .received(text("no such stream, after %d POSTs", "%d 次 POST 之后没有这个流", POSTED))
                    .likely(text("log.key is not read from the config", "没有从配置读取 log.key"))
                    .failure();
        }
        requireRoom(cluster, key, channel);
    }

    /** What the log still has, its node can give, however long it is. A log may drop long messages before their time. */
    private static void requireRoom(Cluster cluster, String key, Channel channel) {
        for (int n = 0; n < LONG; n++) {
            channel.post("long " + n + " " + channel.probe().word().repeat(CHARACTERS / 8));
        }
        if ((Long) cluster.log("XLEN", key) < CAPACITY) {
            return;
        }
        List<Posted> all = channel.newest(LONG);
        Reader back = Reader.comeBack(channel, all.getFirst().id());
        List<Posted> missed = all.subList(1, LONG);
        back.await(missed.getLast(), channel.probe().answer());
        new Delivery(back, back.now(), missed, channel.all(), SMALL_COPY).requireFrom(0);
        back.leave();
    }
}
