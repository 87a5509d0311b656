import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Runs the vectors beside this file against a parser or an encoder of event streams. It needs a JDK 17 or later, and no
 * library.
 *
 * <pre>
 * javac *.java
 * java VectorRunner            the reader in this file, which shows what a parser has to return
 * java VectorRunner MyClass    its parse, its encode, or both
 * </pre>
 *
 * <p>{@code static Map<String, Object> parse(List<byte[]> chunks)} returns {@code events}, a list of maps with {@code type},
 * {@code data} and {@code lastEventId}; {@code retry} (a Long or null), {@code comments} and {@code lastEventId} are
 * compared where the map has them. {@code static byte[] encode(Map<String, Object> event)} gets some of {@code type, id,
 * data, retry} and {@code comment}, and throws an IllegalArgumentException to refuse.
 */
public final class VectorRunner {

    private static final List<String> DIFFERENCES = new ArrayList<>();
    private static int runs;

    public static void main(String[] args) throws Exception {
        Class<?> mine = Class.forName(args.length > 0 ? args[0] : "VectorRunner");
        Method parse = method(mine, "parse", List.class);
        Method encode = method(mine, "encode", Map.class);
        if (parse != null) {
            for (Map<String, Object> vector : load("event-stream.json")) {
                parses(vector, parse);
            }
        }
        if (encode != null) {
            for (Map<String, Object> vector : load("encode.json")) {
                encodes(vector, encode);
            }
        }
        DIFFERENCES.forEach(System.out::println);
        System.out.println(runs + " runs, " + DIFFERENCES.size() + " differences");
        System.exit(DIFFERENCES.isEmpty() && runs > 0 ? 0 : 1);
    }

    private static Method method(Class<?> type, String name, Class<?> parameter) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals(name) && Arrays.equals(method.getParameterTypes(), new Class<?>[] {parameter})) {
                method.setAccessible(true);
                return method;
            }
        }
        return null;
    }

    private static void parses(Map<String, Object> vector, Method parse) throws Exception {
        List<byte[]> chunks = new ArrayList<>();
        list(vector.get("hex")).forEach(hex -> chunks.add(HexFormat.of().parseHex((String) hex)));
        byte[] whole = joined(chunks);
        List<byte[]> single = new ArrayList<>();
        for (byte one : whole) {
            single.add(new byte[] {one});
        }
        Map<String, List<byte[]>> cuttings = new LinkedHashMap<>();
        cuttings.put("as given", chunks);
        cuttings.put("whole", List.of(whole));
        cuttings.put("byte by byte", single);
        for (Map.Entry<String, List<byte[]>> cutting : cuttings.entrySet()) {
            Map<String, Object> got = map(parse.invoke(null, cutting.getValue()));
            run(told(vector, got), vector.get("id") + ", " + cutting.getKey(), vector.get("events"), got);
        }
    }

    /** Whether all that the parser tells is what is wanted. */
    private static boolean told(Map<String, Object> vector, Map<String, Object> got) {
        List<Object> wanted = list(vector.get("events"));
        List<Object> events = list(got.get("events"));
        boolean same = wanted.size() == events.size();
        for (int i = 0; same && i < events.size(); i++) {
            Map<String, Object> want = map(wanted.get(i));
            same = map(events.get(i)).entrySet().stream()
                    .allMatch(part -> Objects.equals(want.get(part.getKey()), part.getValue()));
        }
        for (String key : List.of("retry", "comments", "lastEventId")) {
            same &= !got.containsKey(key) || Objects.equals(vector.get(key), got.get(key));
        }
        return same;
    }

    private static void encodes(Map<String, Object> vector, Method encode) throws Exception {
        Object got;
        try {
            Map<String, Object> read = parse(List.of((byte[]) encode.invoke(null, vector.get("event"))));
            read.put("comments", list(read.get("comments")).stream()
                    .map(text -> ((String) text).replaceFirst("^ ", ""))
                    .toList());
            got = read;
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof IllegalArgumentException)) {
                throw e;
            }
            got = "refused";
        }
        run(list(vector.get("outcomes")).contains(got), (String) vector.get("id"), vector.get("outcomes"), got);
    }

    private static void run(boolean right, String name, Object wanted, Object got) {
        runs++;
        if (!right) {
            String said = name + ": wanted " + wanted + ", got " + got;
            DIFFERENCES.add(said.substring(0, Math.min(said.length(), 500)));
        }
    }

    /** The event stream as HTML 9.2.6 has it, of a stream that is there as a whole. */
    static Map<String, Object> parse(List<byte[]> chunks) {
        String text = decoded(joined(chunks));
        text = text.startsWith("\ufeff") ? text.substring(1) : text;
        List<Object> events = new ArrayList<>();
        List<Object> comments = new ArrayList<>();
        List<String> data = new ArrayList<>();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("events", events);
        result.put("retry", null);
        result.put("comments", comments);
        result.put("lastEventId", "");
        String type = "";
        String id = "";
        String[] lines = text.split("\r\n|\r|\n", -1);
        for (String line : Arrays.copyOf(lines, lines.length - 1)) {
            int colon = (line + ":").indexOf(':');
            String name = line.substring(0, colon);
            String value = line.substring(Math.min(line.length(), colon + 1));
            value = !name.isEmpty() && value.startsWith(" ") ? value.substring(1) : value;
            if (line.isEmpty()) {
                result.put("lastEventId", id);
                if (!data.isEmpty()) {
                    Map<String, Object> event = new LinkedHashMap<>();
                    event.put("type", type.isEmpty() ? "message" : type);
                    event.put("data", String.join("\n", data));
                    event.put("lastEventId", id);
                    events.add(event);
                }
                data.clear();
                type = "";
            } else if (name.isEmpty()) {
                comments.add(value);
            } else if (name.equals("data")) {
                data.add(value);
            } else if (name.equals("event")) {
                type = value;
            } else if (name.equals("id") && value.indexOf('\0') < 0) {
                id = value;
            } else if (name.equals("retry") && value.matches("[0-9]+")) {
                result.put("retry", Long.valueOf(value));
            }
        }
        return result;
    }

    /** UTF-8 with one U+FFFD for each maximal part that is not valid (Encoding Standard), which the JDK does otherwise. */
    private static String decoded(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < bytes.length; ) {
            int lead = bytes[at] & 0xff;
            int more = lead < 0x80 ? 0 : lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : -1;
            int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
            int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
            int end = at + 1;
            while (end - at <= more && end < bytes.length && (bytes[end] & 0xff) >= low && (bytes[end] & 0xff) <= high) {
                end++;
                low = 0x80;
                high = 0xbf;
            }
            text.append(end - at == more + 1 ? new String(bytes, at, end - at, StandardCharsets.UTF_8) : "\ufffd");
            at = end;
        }
        return text.toString();
    }

    private static byte[] joined(List<byte[]> chunks) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        chunks.forEach(all::writeBytes);
        return all.toByteArray();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    private static List<Map<String, Object>> load(String file) throws Exception {
        return list(new Json(Files.readString(Path.of(file))).value()).stream().map(VectorRunner::map).toList();
    }

    /** Enough of JSON for these files. */
    private static final class Json {

        private final String text;
        private int at;

        Json(String text) {
            this.text = text;
        }

        Object value() {
            char first = peek();
            if (first == '{') {
                Map<String, Object> object = new LinkedHashMap<>();
                for (at++; peek() != '}'; skip(',')) {
                    String key = (String) value();
                    skip(':');
                    object.put(key, value());
                }
                at++;
                return object.get("repeat") instanceof String repeated
                        ? repeated.repeat(((Long) object.get("times")).intValue())
                        : object;
            }
            if (first == '[') {
                List<Object> list = new ArrayList<>();
                for (at++; peek() != ']'; skip(',')) {
                    list.add(value());
                }
                at++;
                return list;
            }
            return first == '"' ? string() : word();
        }

        private Object word() {
            int from = at;
            while (at < text.length() && ",]} \n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String word = text.substring(from, at);
            return word.equals("null") ? null : (Object) Long.valueOf(word);
        }

        private String string() {
            StringBuilder string = new StringBuilder();
            for (at++; text.charAt(at) != '"'; at++) {
                char sign = text.charAt(at);
                if (sign == '\\') {
                    sign = text.charAt(++at);
                    if (sign == 'u') {
                        sign = (char) Integer.parseInt(text, at + 1, at + 5, 16);
                        at += 4;
                    } else {
                        int named = "bfnrt".indexOf(sign);
                        sign = named < 0 ? sign : "\b\f\n\r\t".charAt(named);
                    }
                }
                string.append(sign);
            }
            at++;
            return string.toString();
        }

        private char peek() {
            while (" \n\r\t".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            return text.charAt(at);
        }

        private void skip(char sign) {
            if (peek() == sign) {
                at++;
            }
        }
    }
}
