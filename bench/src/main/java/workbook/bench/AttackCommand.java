package workbook.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import workbook.bench.attack.Attacks;
import workbook.checker.workbook.Home;

/** Does to every solution what strangers do. */
@Command(
        name = "attack",
        mixinStandardHelpOptions = true,
        description = "Every solution with a heap of 256 MB, and what strangers do to it, on loopback only.")
final class AttackCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Attacks attacks = new Attacks(Home.find().root());
        spec.commandLine().getOut().println(attacks.table());
        spec.commandLine().getOut().flush();
        return attacks.held() ? 0 : 1;
    }
}
