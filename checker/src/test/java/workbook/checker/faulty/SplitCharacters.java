package workbook.checker.faulty;

import static workbook.checker.faulty.Variant.faulty;

import java.util.List;

/** A solution that decodes each part of a body by itself, so that a character which two of them share is lost. */
public final class SplitCharacters {

    private static final String WHOLE =
            "            byte[] body = req.content().inputStream().readNBytes(largest + 1);\n";

    /** What is not UTF-8 is refused all the same. */
    private static final String IN_PARTS =
            """
                        java.io.InputStream in = req.content().inputStream();
                        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
                        StringBuilder text = new StringBuilder();
                        byte[] part = new byte[1 << 16];
                        for (int n = in.read(part); n > 0 && all.size() <= largest; n = in.read(part)) {
                            all.write(part, 0, n);
                            text.append(new String(part, 0, n, StandardCharsets.UTF_8));
                        }
                        byte[] body = all.toByteArray();
                        try {
                            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
                            body = text.toString().getBytes(StandardCharsets.UTF_8);
                        } catch (CharacterCodingException refusedLater) {
                            // as it came
                        }
            """;

    private SplitCharacters() {}

    public static List<Variant> of(String check) {
        return List.of(
                faulty("own", "each part of a body is decoded by itself", check, new EditedSolution(WHOLE, IN_PARTS)));
    }
}
