package workbook.checker.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A media type as it stands in {@code Content-Type}.
 *
 * @param essence type and subtype, in lower case
 * @param charset its parameter, in lower case and without quotes
 */
public record MediaType(String essence, Optional<String> charset) {

    /** One element of a list: commas inside quotes do not divide it. */
    private static final Pattern ELEMENT = Pattern.compile("(?:[^,\"]|\"(?:\\\\.|[^\"\\\\])*\"?)+");

    private static final Pattern ESSENCE =
            Pattern.compile("([\\w!#$%&'*+.^`|~-]+/[\\w!#$%&'*+.^`|~-]+)\\s*(?:;.*)?", Pattern.DOTALL);

    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*(?:\"(?<quoted>[^\"]*)\"|(?<bare>[^;]*))", Pattern.CASE_INSENSITIVE);

    /** All that an answer says of its type, in order. What is no media type, and what says any, is left out. */
    public static List<MediaType> all(List<String> contentTypes) {
        List<MediaType> types = new ArrayList<>();
        for (String value : contentTypes) {
            Matcher element = ELEMENT.matcher(value);
            while (element.find()) {
                of(element.group().strip()).ifPresent(types::add);
            }
        }
        return types;
    }

    private static Optional<MediaType> of(String element) {
        Matcher essence = ESSENCE.matcher(element);
        if (!essence.matches() || essence.group(1).equals("*/*")) {
            return Optional.empty();
        }
        Matcher charset = CHARSET.matcher(element);
        Optional<String> named = charset.find()
                ? Optional.ofNullable(charset.group("quoted"))
                        // A parameter that says nothing is none (MIME Sniffing, parse a MIME type).
                        .or(() -> Optional.of(charset.group("bare")).filter(word -> !word.isBlank()))
                : Optional.empty();
        return Optional.of(new MediaType(essence.group(1).toLowerCase(Locale.ROOT), named.map(word -> word.strip()
                .toLowerCase(Locale.ROOT))));
    }

    /**
     * The one that a browser takes for the type of the answer: the last, which inherits the charset of one before with the
     * same essence (Fetch, "extract a MIME type").
     */
    public static Optional<MediaType> extracted(List<MediaType> types) {
        Optional<MediaType> taken = Optional.empty();
        for (MediaType type : types) {
            Optional<String> inherited =
                    taken.filter(before -> before.essence.equals(type.essence)).flatMap(MediaType::charset);
            taken = Optional.of(new MediaType(type.essence, type.charset.or(() -> inherited)));
        }
        return taken;
    }
}
