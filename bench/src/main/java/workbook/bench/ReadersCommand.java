package workbook.bench;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import workbook.bench.doc.Machine;
import workbook.bench.readers.Agreement;
import workbook.bench.readers.ReaderRuns;
import workbook.bench.readers.Readers;
import workbook.bench.readers.Shape;
import workbook.checker.text.Text;
import workbook.checker.workbook.Home;

/** Compares readers of event streams: first whether they are right, then how fast they are. */
@Command(
        name = "readers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Reading event streams: the checker's reader beside others, on the same bytes.")
final class ReadersCommand implements Callable<Integer> {

    @Option(names = "--readers", paramLabel = "NAME", split = ",", description = "only these: ${COMPLETION-CANDIDATES}")
    private List<Readers> readers = List.of(Readers.values());

    @Option(names = "--shapes", paramLabel = "NAME", split = ",", description = "only these: ${COMPLETION-CANDIDATES}")
    private List<Shape> shapes = List.of(Shape.values());

    @Option(
            names = "--forks",
            paramLabel = "N",
            defaultValue = "1",
            description = "JVMs for each figure (${DEFAULT-VALUE})")
    private int forks;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "3",
            description = "to warm up, and again to measure (${DEFAULT-VALUE})")
    private int iterations;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "1",
            description = "of an iteration (${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--quick", description = "two iterations of 0.3 seconds: shows that all works")
    private boolean quick;

    @Option(names = "--print", description = "print the tables only, and leave the documents as they are")
    private boolean print;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException, RunnerException {
        if (quick) {
            forks = 1;
            iterations = 2;
            seconds = 0.3;
        }
        List<Text> said = new ArrayList<>();
        said.add(text(
                "`bench/run %s`: %s. Load average before: %s.",
                "`bench/run %s`：%s。运行前的平均负载：%s。",
                String.join(" ", command.commandLine().getParseResult().originalArgs()),
                Machine.words(
                        Integer.getInteger("bench.cores", Runtime.getRuntime().availableProcessors())),
                Machine.load().orElse("?")));
        List<Readers> here = readers.stream().filter(Readers::isHere).toList();
        said.addAll(missing());
        Map<Readers, List<Shape>> right = new EnumMap<>(Readers.class);
        for (Readers reader : here) {
            right.put(
                    reader,
                    shapes.stream()
                            .filter(shape -> Agreement.reads(reader, shape))
                            .toList());
            said.add(vectors(reader));
            said.addAll(wrong(reader, right.get(reader)));
        }
        ReaderRuns runs = ReaderRuns.run(right, forks, iterations, seconds);
        Report report = new Report(Home.find().root(), print);
        report.put("readers", said);
        report.put("reading", runs.speed());
        report.put("allocation", runs.allocation());
        return 0;
    }

    private List<Text> missing() {
        return readers.stream()
                .filter(reader -> !reader.isHere())
                .map(reader -> text("Not measured: %s is not in the registry.", "未测：仓库里没有 %s。", reader.label()))
                .toList();
    }

    private static Text vectors(Readers reader) throws IOException {
        Agreement.Agreed vectors = Agreement.vectors(reader);
        return vectors.wrong().isEmpty()
                ? text("%s: right on all %d vectors.", "%s：%d 个向量全部正确。", reader.label(), vectors.all())
                : text(
                        "%s: wrong on %d of %d vectors: %s.",
                        "%s：%3$d 个向量中有 %2$d 个读错：%4$s。",
                        reader.label(),
                        vectors.wrong().size(),
                        vectors.all(),
                        list(vectors.wrong()));
    }

    /**
     * The errors of a reader. One that reads the timed streams wrongly would be compared with readers that do other
     * work.
     */
    private List<Text> wrong(Readers reader, List<Shape> right) {
        return shapes.stream()
                .filter(shape -> !right.contains(shape))
                .map(shape -> text(
                        "%s: reads other events from \"%s\", and is not timed on it.",
                        "%s：在“%s”上读出的事件不同，因此不计时。", reader.label(), shape.label()))
                .toList();
    }

    private static String list(List<String> ids) {
        return String.join(
                ", ",
                Stream.concat(ids.stream().limit(8), ids.size() > 8 ? Stream.of("…") : Stream.of())
                        .toList());
    }
}
