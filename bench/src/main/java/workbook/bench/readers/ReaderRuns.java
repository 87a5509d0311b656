package workbook.bench.readers;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import workbook.bench.doc.Median;
import workbook.bench.doc.Table;
import workbook.checker.text.Text;

/** The results of JMH as tables: a row for each shape, a column for each reader and size of a piece. */
public final class ReaderRuns {

    private static final double MILLION = 1e6;

    private record Column(Readers reader, int piece) {
        Text label() {
            return same(reader.label() + ", " + piece / 1024 + " KiB");
        }
    }

    private final List<Readers> readers;
    private final List<Shape> shapes;
    private final Collection<RunResult> results;

    private ReaderRuns(List<Readers> readers, List<Shape> shapes, Collection<RunResult> results) {
        this.readers = readers;
        this.shapes = shapes;
        this.results = results;
    }

    /**
     * Runs the benchmarks.
     *
     * @param right the shapes that each reader reads rightly: only those are timed
     * @param seconds length of an iteration
     */
    public static ReaderRuns run(Map<Readers, List<Shape>> right, int forks, int iterations, double seconds)
            throws RunnerException {
        TimeValue time = TimeValue.milliseconds(Math.round(1000 * seconds));
        List<RunResult> results = new ArrayList<>();
        for (Map.Entry<Readers, List<Shape>> entry : right.entrySet()) {
            ChainedOptionsBuilder options = new OptionsBuilder()
                    .include(ReaderBenchmark.class.getName() + ".read")
                    .param("reader", entry.getKey().name())
                    .param("shape", entry.getValue().stream().map(Shape::name).toArray(String[]::new))
                    .forks(forks)
                    .warmupIterations(iterations)
                    .warmupTime(time)
                    .measurementIterations(iterations)
                    .measurementTime(time)
                    .addProfiler(GCProfiler.class)
                    .jvmArgs("-XX:+UseSerialGC", "-Xms1g", "-Xmx1g");
            results.addAll(new Runner(options.build()).run());
        }
        List<Shape> shapes = right.values().stream()
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .toList();
        return new ReaderRuns(List.copyOf(right.keySet()), shapes, results);
    }

    /** Million bytes a second. */
    public Table speed() {
        return table(result -> {
            double bytes = Shape.valueOf(result.getParams().getParam("shape")).bytes().length / MILLION;
            return Median.of(result.getBenchmarkResults().stream()
                            .flatMap(fork -> fork.getIterationResults().stream())
                            .mapToDouble(
                                    iteration -> iteration.getPrimaryResult().getScore() * bytes)
                            .toArray())
                    .toString();
        });
    }

    /** Bytes allocated for one event. */
    public Table allocation() {
        return table(result -> {
            int events =
                    Shape.valueOf(result.getParams().getParam("shape")).events().size();
            double bytes =
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
            return Median.number(bytes / events);
        });
    }

    private Table table(Function<RunResult, String> cell) {
        List<Column> columns = new ArrayList<>();
        readers.forEach(reader -> Stream.of(1024, 16384).forEach(piece -> columns.add(new Column(reader, piece))));
        Table table = new Table(text("stream", "流"), columns.stream().map(Column::label));
        shapes.forEach(shape -> table.row(
                shape.label(),
                columns.stream().map(column -> find(shape, column).map(cell).orElse("–"))));
        return table;
    }

    private Optional<RunResult> find(Shape shape, Column column) {
        return results.stream()
                .filter(result -> result.getParams().getParam("shape").equals(shape.name())
                        && result.getParams()
                                .getParam("reader")
                                .equals(column.reader().name())
                        && result.getParams().getParam("piece").equals(Integer.toString(column.piece())))
                .findFirst();
    }
}
