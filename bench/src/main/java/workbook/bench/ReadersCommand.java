package workbook.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Readers of event streams. */
@Command(name = "readers", mixinStandardHelpOptions = true, description = "Reading event streams: ours beside others.")
final class ReadersCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return 0;
    }
}
