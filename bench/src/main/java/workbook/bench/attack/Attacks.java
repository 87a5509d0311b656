package workbook.bench.attack;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import workbook.bench.doc.Table;
import workbook.checker.redis.MemoryRedis;
import workbook.checker.text.Language;
import workbook.checker.text.Text;

/** All attacks on all solutions, on the board and on the console, each in a process of its own. */
public final class Attacks {

    private static final Text ENDS =
            text("seconds from SIGTERM to the end, with 190 half heads", "持有 190 个不完整的请求头时，从 SIGTERM 到结束的秒数");

    /** Starts a server to be attacked. */
    private interface Start {
        Victim victim() throws IOException;
    }

    private final Path root;
    private final Set<String> wanted;
    private final List<Attack> attacks;
    private final PrintStream progress;
    private final Table table;
    private boolean held = true;

    /**
     * @param wanted tasks, and the tools; all of them if it is empty
     * @param part of the names of the attacks that are wanted; all of them if it is empty
     * @param progress gets a line for each that is done
     */
    public Attacks(Path root, Set<String> wanted, String part, PrintStream progress) {
        this.root = root;
        this.wanted = wanted;
        this.progress = progress;
        attacks = Attack.all().stream()
                .filter(attack -> attack.name().contains(part))
                .toList();
        table = new Table(
                text("task", "任务"),
                Stream.concat(attacks.stream().map(attack -> same(attack.name())), Stream.of(ENDS)));
    }

    /** A table of tasks and attacks, in Markdown. */
    public String table() throws IOException {
        try (MemoryRedis log = MemoryRedis.start(0)) {
            for (Path solution : solutions()) {
                String task = solution.getFileName().toString().substring(0, "1.1".length());
                attack(task, Posts.of(task), () -> Victim.solution(root, solution, log.uri()));
            }
        }
        attack(ToolServer.BOARD, Posts.BOARD, () -> Victim.tool(root, ToolServer.BOARD));
        attack(ToolServer.CONSOLE, Posts.CONSOLE, () -> Victim.tool(root, ToolServer.CONSOLE));
        return table.in(Language.EN);
    }

    /** Whether each server held against each attack of the table. */
    public boolean held() {
        return held;
    }

    private List<Path> solutions() throws IOException {
        try (Stream<Path> folders = Files.list(root.resolve("solutions"))) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("target/classes/workbook")))
                    .sorted()
                    .toList();
        }
    }

    private void attack(String name, Posts posts, Start start) throws IOException {
        if (!wanted.isEmpty() && !wanted.contains(name)) {
            return;
        }
        List<String> outcomes = new ArrayList<>();
        Victim victim = start.victim();
        try {
            for (Attack attack : attacks) {
                if (victim.answerMillis().isEmpty()) { // dead: the next attack is on another one
                    victim.close();
                    victim = start.victim();
                    victim.answerMillis(); // the first request of a process takes long
                }
                String outcome = outcome(attack, victim, posts);
                held &= outcome.equals(Attack.HELD) || outcome.equals(Attack.NOT_FOR_IT);
                outcomes.add(outcome);
            }
            outcomes.add(end(victim));
        } finally {
            victim.close();
        }
        table.row(same(name), outcomes.stream());
        progress.println(name + ": " + String.join(", ", outcomes));
    }

    private static String outcome(Attack attack, Victim victim, Posts posts) {
        try {
            String outcome = attack.deed().to(victim, posts);
            return outcome.equals(Attack.HELD) ? Attack.prompt(victim) : outcome;
        } catch (IOException e) {
            return "no connection: " + e.getMessage();
        }
    }

    private static String end(Victim victim) {
        try {
            List<Socket> half = victim.hold(Attack.HELD_CONNECTIONS, "GET / HTTP/1.1\r\nHo");
            String seconds = String.format(Locale.ROOT, "%.1f", victim.endSeconds());
            Victim.release(half);
            return seconds;
        } catch (IOException dead) {
            return Attack.NOT_FOR_IT;
        }
    }
}
