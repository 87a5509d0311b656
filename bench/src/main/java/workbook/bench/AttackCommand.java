package workbook.bench;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import workbook.bench.attack.Attacks;
import workbook.checker.workbook.Home;

/** Does to every solution, to the board and to the console what strangers do. */
@Command(
        name = "attack",
        mixinStandardHelpOptions = true,
        description = "Every solution, the board and the console with a heap of 256 MB, and what strangers do to them,"
                + " on loopback only. Ends with 0 when all held.")
final class AttackCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TASK", description = "such as 3.1, board or console; all of them if there is none")
    private Set<String> tasks = Set.of();

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "only attacks with this in their names, such as crowd")
    private String part;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Attacks attacks = new Attacks(Home.find().root(), tasks, part, System.err);
        spec.commandLine().getOut().println(attacks.table());
        spec.commandLine().getOut().flush();
        return attacks.held() ? 0 : 1;
    }
}
