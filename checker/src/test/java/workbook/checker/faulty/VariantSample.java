package workbook.checker.faulty;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import workbook.checker.Sample;

/**
 * Which variants of a task a run grades, and which of them by all checks. With {@code -P thorough}, all: the odd by all
 * checks, the faulty by their own, and one in forty of these by all, which takes ten times as long. Else one in forty of the
 * faulty and one in ten of the odd, by all; and for each check that none of these must fail, one that must, by this check
 * alone. So no run leaves a check without a server that it must fail.
 *
 * @param all those that can be graded here
 * @param graded those that are graded, in the same order
 * @param byAll those of them that are graded by all checks
 * @param sample how this part was chosen
 */
record VariantSample(List<Variant> all, List<Variant> graded, Set<Variant> byAll, Sample sample) {

    /** Of so many faulty servers one is graded by all checks: where all are graded, and where a part is. */
    private static final int FAULTY_ONE_IN_THOROUGH = 40;

    private static final int FAULTY_ONE_IN = 120;
    private static final int ODD_ONE_IN = 30;

    static VariantSample of(List<Variant> all, Sample sample) {
        Map<Boolean, List<Variant>> byKind = all.stream()
                .collect(Collectors.partitioningBy(variant -> variant.kills().isEmpty()));
        List<Variant> faulty = byKind.get(false);
        Set<Variant> byAll =
                new HashSet<>(sample.partOfAll(faulty, sample.whole() ? FAULTY_ONE_IN_THOROUGH : FAULTY_ONE_IN));
        byAll.addAll(sample.part(byKind.get(true), ODD_ONE_IN));
        Map<String, List<Variant>> killed = faulty.stream().collect(Collectors.groupingBy(Variant::kills));
        Set<Variant> taken = new HashSet<>(byAll);
        killed.forEach((check, variants) -> {
            if (variants.stream().noneMatch(byAll::contains)) {
                taken.add(sample.one(check, variants));
            }
        });
        List<Variant> graded = all.stream()
                .filter(variant -> sample.whole() || taken.contains(variant))
                .toList();
        return new VariantSample(all, graded, byAll, sample);
    }

    /** The same, and by its check alone every other that is faulty: what a run needs that records their messages. */
    VariantSample withAllFaulty() {
        List<Variant> more = all.stream()
                .filter(variant -> !variant.kills().isEmpty() || byAll.contains(variant))
                .toList();
        return new VariantSample(all, more, byAll, sample);
    }

    List<Variant> faulty() {
        return graded.stream().filter(variant -> !variant.kills().isEmpty()).toList();
    }

    List<Variant> odd() {
        return graded.stream().filter(variant -> variant.kills().isEmpty()).toList();
    }

    /** In a line, for the output of the tests. */
    @Override
    public String toString() {
        return "graded: %d of %d faulty, %d of %d odd; by all checks: %d (%s)"
                .formatted(
                        faulty().size(),
                        all.stream()
                                .filter(variant -> !variant.kills().isEmpty())
                                .count(),
                        odd().size(),
                        all.stream()
                                .filter(variant -> variant.kills().isEmpty())
                                .count(),
                        graded.stream().filter(byAll::contains).count(),
                        sample);
    }
}
