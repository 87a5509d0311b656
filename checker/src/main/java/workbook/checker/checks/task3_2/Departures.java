package workbook.checker.checks.task3_2;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.CheckSkipped;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Held;
import workbook.checker.probe.Probe;
import workbook.checker.probe.SecondLook;
import workbook.checker.text.Text;

/** Many clients that come to a server whose heart beats fast, and leave it: nothing of them may stay. */
final class Departures {

    private static final int LEAVING = 200;
    private static final int AT_ONCE = 50;

    /** Threads of the JVM come and go; but who leaks leaks for at least half of those who leave, by FIN or by RST. */
    private static final int TOLERANCE = LEAVING / 4;

    /** Of the classes that have more objects than before, those that are named. */
    private static final int NAMED = 3;

    private static final SecondLook TWICE = new SecondLook(2);

    private final Probe probe;

    Departures(Probe probe) {
        this.probe = probe;
    }

    /**
     * No heartbeats of theirs, and as many threads, timers, sockets and queues as before, when all of them have gone.
     *
     * @param calm whether the pace is known to be right when nobody has left
     */
    void requireNothingLeft(boolean calm) {
        boolean right = calm || isCalm();
        visit(AT_ONCE);
        Optional<Held> before = held();
        visit(LEAVING);
        if (right) {
            requireNoBeatsOfTheirs();
        }
        if (before.isPresent()) {
            requireAsBefore(before.get());
        } else {
            probe.held(); // says why it cannot be counted
        }
    }

    private boolean isCalm() {
        Pace pace = Pace.fast(probe);
        boolean calm = !pace.now().areTooMany();
        pace.client().connection().close();
        return calm;
    }

    private void visit(int clients) {
        for (int gone = 0; gone < clients; gone += AT_ONCE) {
            probe.atOnce(AT_ONCE, n -> {
                Listener client = Listener.open(probe);
                if (n % 2 == 0) {
                    client.connection().close();
                } else {
                    client.connection().reset();
                }
                return n;
            });
        }
    }

    /** Empty where it cannot be counted: then there is still what can be heard. */
    private Optional<Held> held() {
        try {
            return Optional.of(probe.held());
        } catch (CheckSkipped notTold) {
            return Optional.empty();
        }
    }

    private void requireNoBeatsOfTheirs() {
        Pace late = Pace.fast(probe);
        TWICE.require(
                late.now(),
                late::now,
                beats -> beats.areTooMany() ? Optional.of(beatsOfTheirs(late, beats.count())) : Optional.empty());
        late.client().connection().close();
    }

    private static CheckFailure beatsOfTheirs(Pace pace, int count) {
        return pace.fault(text(
                        "%d, on a stream that was opened when %d other clients had gone; before they came it was right",
                        "%d 次，而这个流是在另外 %d 个客户端断开之后才打开的；在它们连接之前次数是对的", count, LEAVING))
                .likely(text(
                        "each client starts a timer that beats into the streams of all, and it goes on when its client has gone: beat into the client's own stream only, and cancel the timer in finally",
                        "每个客户端都启动一个定时器，向所有客户端的流里写心跳，客户端断开后定时器仍在运行：心跳只应写进自己的流，并在 finally 里取消定时器"))
                .failure();
    }

    private void requireAsBefore(Held before) {
        List<Text> resources;
        List<Text> objects;
        long deadline = System.nanoTime() + probe.answer().toNanos();
        do {
            Held now = probe.held();
            resources = moreResources(before, now);
            objects = moreObjects(before, now);
        } while (!(resources.isEmpty() && objects.isEmpty()) && System.nanoTime() < deadline);
        if (!resources.isEmpty()) {
            throw resourcesLeft(resources);
        }
        if (!objects.isEmpty()) {
            throw objectsLeft(objects);
        }
    }

    private static List<Text> moreResources(Held before, Held now) {
        List<Text> more = new ArrayList<>();
        now.resources().forEach((what, count) -> {
            if (count > before.resources().getOrDefault(what, 0) + TOLERANCE) {
                more.add(text(
                        "%d %s, %d before",
                        "%d 个%s，之前 %d 个", count, what, before.resources().get(what)));
            }
        });
        return more;
    }

    private static List<Text> moreObjects(Held before, Held now) {
        List<Text> more = new ArrayList<>();
        now.objects().forEach((name, count) -> {
            int known = before.objects().getOrDefault(name, 0);
            if (count > known + TOLERANCE) {
                more.add(text("%d objects of %s, %d before", "%d 个 %s 对象，之前 %d 个", count, same(name), known));
            }
        });
        return more;
    }

    private static CheckFailure resourcesLeft(List<Text> left) {
        return Fault.expected(text(
                        "as many threads, timers and sockets as before, after %d clients came and left (FIN and RST)",
                        "%d 个客户端来了又走（FIN 和 RST）之后，线程、定时任务和套接字与之前一样多", LEAVING))
                .received(list(left))
                .why(text(
                        "a heartbeat ends with its client: the write that fails is how a server learns that it has gone",
                        "心跳随客户端一起结束：写失败就是服务器得知客户端已离开的方式"))
                .likely(text(
                        "the handler itself never writes, so that no failure ends it; or the failure is caught, and the loop goes on; or a timer is not cancelled in finally",
                        "处理函数自己从不写，也就没有失败来结束它；或者写失败的异常被捕获后循环还在继续；或者没有在 finally 里取消定时器"))
                .failure();
    }

    private static CheckFailure objectsLeft(List<Text> left) {
        return Fault.expected(text(
                        "no more objects in memory than before, after %d clients came and left (FIN and RST)",
                        "%d 个客户端来了又走（FIN 和 RST）之后，内存里的对象不比之前多", LEAVING))
                .received(list(left.subList(0, Math.min(NAMED, left.size()))))
                .why(text(
                        "what only grows fills the memory in the end, and each message is put into the queues of clients that have gone",
                        "只增不减的集合最终会占满内存；而且每条消息都会放进早已断开的客户端的队列"))
                .likely(text(
                        "what the handler keeps of its client, such as a queue in a set, is not taken out again: remove it in finally, so that it happens however the handler ends",
                        "处理函数为客户端保存的东西（例如集合里的队列）没有再移除：在 finally 里移除，这样无论处理函数如何结束都会执行"))
                .failure();
    }

    private static Text list(List<Text> things) {
        return things.stream().reduce((a, b) -> text("%s; %s", "%s；%s", a, b)).orElseThrow();
    }
}
