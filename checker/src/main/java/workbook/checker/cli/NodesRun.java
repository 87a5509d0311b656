package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import workbook.checker.redis.MemoryRedis;
import workbook.checker.server.LaunchOptions;
import workbook.checker.server.Program;
import workbook.checker.server.ServerException;
import workbook.checker.server.ServerUnderTest;
import workbook.checker.text.Text;
import workbook.checker.workbook.Task;

/** Two nodes of a task on one log, and the log unless there is one: what a person needs to kill one of them. */
final class NodesRun {

    /** Where Redis usually listens. */
    private static final int REDIS = 6379;

    private static final int NODES = 2;

    private final Screen screen;
    private final Task task;
    private final String command;

    /** @param command as it is typed, without its port */
    NodesRun(Screen screen, Task task, String command) {
        this.screen = screen;
        this.task = task;
        this.command = command;
    }

    /**
     * Runs until all nodes have ended.
     *
     * @param port of the first node; the others take the next ones
     * @param redis the log, if it is running already
     * @return whether all ended by themselves, with code 0
     * @throws ServerException if a node does not start
     */
    boolean run(Program program, int port, Optional<URI> redis, LaunchOptions options)
            throws ServerException, InterruptedException {
        for (int number = 1; number < NODES && port != 0; number++) {
            Ports.requireFree(port + number, command);
        }
        if (redis.isPresent()) {
            return run(program, port, redis.get(), options);
        }
        try (MemoryRedis log = MemoryRedis.start(Ports.free(REDIS) ? REDIS : 0)) {
            return run(program, port, log.uri(), options);
        }
    }

    private boolean run(Program program, int port, URI log, LaunchOptions options)
            throws ServerException, InterruptedException {
        screen.complain(text("The log of all nodes is %s.", "所有节点共用的日志在 %s。", log));
        List<ServerUnderTest> nodes = new ArrayList<>();
        try {
            for (int number = 1; number <= NODES; number++) {
                int own = port == 0 ? 0 : port + number - 1;
                nodes.add(ServerUnderTest.start(program, own, Map.of(Task.LOG, log.toString()), options));
                screen.complain(text(
                        "%s %s: node %d runs on %s, process %d.",
                        "%s %s：节点 %d 运行在 %s，进程号 %d。",
                        task.id(),
                        task.title(),
                        number,
                        nodes.getLast().address(),
                        nodes.getLast().pid()));
            }
            screen.complain(text("Ctrl-C ends all of them.", "按 Ctrl-C 全部结束。"));
            return awaitEnd(nodes);
        } finally {
            nodes.forEach(ServerUnderTest::close);
        }
    }

    private boolean awaitEnd(List<ServerUnderTest> nodes) throws InterruptedException {
        List<Integer> codes = new ArrayList<>();
        List<Thread> watches = new ArrayList<>();
        for (ServerUnderTest node : nodes) {
            watches.add(Thread.ofVirtual().start(() -> watch(node, nodes.indexOf(node) + 1, codes)));
        }
        for (Thread watch : watches) {
            watch.join();
        }
        return codes.stream().allMatch(code -> code == 0);
    }

    private void watch(ServerUnderTest node, int number, List<Integer> codes) {
        try {
            int code = node.awaitExit();
            Text ended = text("Node %d ended with code %d.", "节点 %d 以退出码 %d 结束。", number, code);
            synchronized (codes) {
                codes.add(code);
                screen.complain(ended);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
