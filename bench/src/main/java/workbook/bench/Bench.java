package workbook.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bench/run}: measures, and writes what it found into {@code docs/benchmarks.md}. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        description = "Measures how fast things are, and writes it into docs/benchmarks.md.",
        subcommands = {
            PeersCommand.class,
            ReadersCommand.class,
            AttackCommand.class,
            MutantsCommand.class,
            ChaosCommand.class,
            NodesCommand.class
        })
public final class Bench {

    private Bench() {}

    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Bench());
        System.exit(line.setExecutionExceptionHandler(Bench::say).execute(args));
    }

    private static int say(Exception e, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        if (e instanceof BenchFault reason) {
            line.getErr().println(reason.getMessage());
            line.getErr().flush();
            return CommandLine.ExitCode.USAGE;
        }
        throw e;
    }
}
