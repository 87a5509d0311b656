package workbook.checker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Inputs that were right, or wrong in a known way, and have been spoilt at random.
 *
 * <pre>
 * ./mvnw -pl checker test -Dtest='Fuzz*Test' -Dfuzz.inputs=2000000
 * </pre>
 */
public final class Fuzz {

    /** What is held to be true of each input. */
    public interface Property {
        void check(byte[] input, Random random);
    }

    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);

    private Fuzz() {}

    /**
     * Checks a property of very many inputs, and prints how many, how long the slowest took, and the heap in use.
     *
     * @param seeds what to spoil
     * @param words what to put in between, beside any byte
     */
    public static void check(String name, List<byte[]> seeds, List<byte[]> words, Property property) {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        long slowest = 0;
        long heap = 0;
        for (int i = 0; i < INPUTS; i++) {
            byte[] input = spoilt(seeds.get(random.nextInt(seeds.size())), seeds, words, random);
            long begun = System.nanoTime();
            try {
                property.check(input, random);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("%s, -Dseed=%d, input %d: %s".formatted(name, seed, i, shown(input)), e);
            }
            slowest = Math.max(slowest, System.nanoTime() - begun);
            if (i % 1000 == 0) {
                Runtime runtime = Runtime.getRuntime();
                heap = Math.max(heap, runtime.totalMemory() - runtime.freeMemory());
            }
        }
        System.out.printf(
                "%s: %d inputs, none crashed, slowest %.1f ms, heap at most %d MB; to repeat: -Dseed=%d%n",
                name, INPUTS, slowest / 1e6, heap >> 20, seed);
    }

    private static byte[] spoilt(byte[] seed, List<byte[]> seeds, List<byte[]> words, Random random) {
        byte[] input = seed;
        for (int n = random.nextInt(5); n >= 0; n--) {
            input = spoiltOnce(input, seeds, words, random);
        }
        return input;
    }

    private static byte[] spoiltOnce(byte[] input, List<byte[]> seeds, List<byte[]> words, Random random) {
        int from = random.nextInt(input.length + 1);
        int to = Math.min(input.length, from + 1 + random.nextInt(8));
        byte[] middle =
                switch (random.nextInt(6)) {
                    case 0 -> new byte[0]; // taken out
                    case 1 -> new byte[] {(byte) random.nextInt(256)};
                    case 2 -> words.get(random.nextInt(words.size()));
                    case 3 -> join(List.of(part(input, from, to), part(input, from, to))); // twice
                    case 4 -> seeds.get(random.nextInt(seeds.size()));
                    default -> flipped(part(input, from, to), random);
                };
        return join(List.of(part(input, 0, from), middle, part(input, to, input.length)));
    }

    private static byte[] flipped(byte[] part, Random random) {
        if (part.length > 0) {
            part[random.nextInt(part.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return part;
    }

    private static byte[] part(byte[] input, int from, int to) {
        return Arrays.copyOfRange(input, from, Math.max(from, to));
    }

    private static byte[] join(List<byte[]> parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        parts.forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    private static String shown(byte[] input) {
        return new String(input, StandardCharsets.ISO_8859_1)
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }
}
