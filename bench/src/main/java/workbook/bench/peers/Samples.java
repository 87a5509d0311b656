package workbook.bench.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import workbook.bench.doc.Median;

/** All samples of all peers. */
public final class Samples {

    /** A visit that ended early. */
    record Broken(String peer, int round, String why) {}

    private final List<Sample> all = new ArrayList<>();
    private final List<Broken> broken = new ArrayList<>();

    void add(Sample sample) {
        all.add(sample);
    }

    void broke(String peer, int round, String why) {
        broken.add(new Broken(peer, round, why));
    }

    List<Broken> broken() {
        return broken;
    }

    List<Sample> uncounted() {
        return all.stream().filter(sample -> !sample.counts()).toList();
    }

    Stream<Sample> counted(String peer, String scene) {
        return all.stream()
                .filter(sample -> sample.peer().equals(peer) && sample.scene().equals(scene))
                .filter(Sample::counts);
    }

    boolean clientIsTheLimit(String peer, String scene) {
        return counted(peer, scene).anyMatch(Sample::clientIsTheLimit);
    }

    /** The median of a figure over the rounds. */
    Median median(String peer, String scene, Function<Sample, OptionalDouble> figure) {
        return Median.of(counted(peer, scene)
                .map(figure)
                .flatMapToDouble(OptionalDouble::stream)
                .toArray());
    }

    /** The median ratio of this peer's deliveries to those of another in the same round. */
    Median ratio(String peer, String other, String scene) {
        return Median.of(counted(peer, scene)
                .flatMap(mine -> sameRound(other, scene, mine.round()).stream()
                        .map(theirs -> speed(mine).orElse(0) / speed(theirs).orElse(1)))
                .mapToDouble(Double::doubleValue)
                .toArray());
    }

    private Optional<Sample> sameRound(String peer, String scene, int round) {
        return counted(peer, scene).filter(sample -> sample.round() == round).findFirst();
    }

    static OptionalDouble speed(Sample sample) {
        return OptionalDouble.of(sample.report().events().deliveriesPerSecond());
    }

    static OptionalDouble cpu(Sample sample) {
        return sample.report()
                .cost()
                .cpuMicros(sample.report().events().deliveries())
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    static OptionalDouble kibibytes(Sample sample) {
        return sample.report()
                .cost()
                .bytesPerConnection(sample.report().clients().connected())
                .map(bytes -> OptionalDouble.of(bytes / 1024))
                .orElse(OptionalDouble.empty());
    }

    static OptionalDouble seconds(Sample sample) {
        return OptionalDouble.of(sample.report().clients().within().toNanos() / 1e9);
    }

    static OptionalDouble p50(Sample sample) {
        return OptionalDouble.of(sample.report().latency().p50());
    }

    static OptionalDouble p99(Sample sample) {
        return OptionalDouble.of(sample.report().latency().p99());
    }
}
