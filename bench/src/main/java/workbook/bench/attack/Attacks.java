package workbook.bench.attack;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import workbook.bench.doc.Table;
import workbook.checker.text.Language;

/** All attacks on all solutions, each solution in a process of its own. */
public final class Attacks {

    private final Path root;
    private boolean held = true;

    public Attacks(Path root) {
        this.root = root;
    }

    /** A table of tasks and attacks, in Markdown. */
    public String table() throws IOException {
        List<Attack> attacks = Attack.all();
        Table table = new Table(text("task", "任务"), attacks.stream().map(attack -> same(attack.name())));
        for (Path solution : solutions()) {
            String task = solution.getFileName().toString().substring(0, "1.1".length());
            table.row(same(task), outcomes(solution, Posts.of(task), attacks).stream());
        }
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

    private List<String> outcomes(Path solution, Posts posts, List<Attack> attacks) throws IOException {
        List<String> outcomes = new ArrayList<>();
        try (Victim victim = Victim.start(root, solution)) {
            victim.isAlive(); // the first request of a process takes long
            for (Attack attack : attacks) {
                String outcome = outcome(attack, victim, posts);
                held &= outcome.equals(Attack.HELD) || outcome.equals(Attack.NOT_FOR_IT);
                outcomes.add(outcome);
            }
        }
        return outcomes;
    }

    private static String outcome(Attack attack, Victim victim, Posts posts) {
        try {
            return attack.deed().to(victim, posts);
        } catch (IOException e) {
            return "no connection: " + e.getMessage();
        }
    }
}
