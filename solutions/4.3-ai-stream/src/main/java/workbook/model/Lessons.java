package workbook.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The lessons of this workbook in both languages, which the build puts on the class path. */
final class Lessons {

    private static final Pattern TEACHES = Pattern.compile("\\d+\\..*|What you learned|你学到了什么");

    private final Index english;
    private final Index chinese;

    private Lessons(List<Passage> english, List<Passage> chinese) {
        this.english = new Index(english);
        this.chinese = new Index(chinese);
    }

    /** The section that fits a question best; empty if none is related to it. */
    Optional<Passage> find(String question, boolean inChinese) {
        return (inChinese ? chinese : english).best(question);
    }

    /** The lessons on the class path; none if the program was not built by the workbook. */
    static Lessons load() {
        URL folder = Lessons.class.getResource("/lessons");
        if (folder == null) {
            return new Lessons(List.of(), List.of());
        }
        try {
            URI uri = folder.toURI();
            if (!uri.getScheme().equals("jar")) {
                return read(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return read(jar.getPath("/lessons"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Lessons read(Path folder) throws IOException {
        return new Lessons(read(folder, "README.md"), read(folder, "README.zh-CN.md"));
    }

    private static List<Passage> read(Path folder, String name) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(path -> path.endsWith(name)).sorted().toList();
        }
        List<Passage> passages = new ArrayList<>();
        for (Path file : files) {
            passages.addAll(sections(Files.readAllLines(file)));
        }
        return passages;
    }

    /** What a lesson teaches: its beginning, its numbered sections, its end. The other sections say what to type. */
    private static List<Passage> sections(List<String> lines) {
        String lesson = lines.getFirst().replaceFirst("^# ", "");
        List<Passage> passages = new ArrayList<>();
        String heading = lesson;
        List<String> body = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("## ")) {
                passages.add(Passage.of(lesson, heading, body));
                heading = line.substring("## ".length());
                body = new ArrayList<>();
            } else {
                body.add(line);
            }
        }
        passages.add(Passage.of(lesson, heading, body));
        return passages.stream()
                .filter(passage -> TEACHES.matcher(passage.heading()).matches())
                .filter(passage -> !passage.paragraphs().isEmpty())
                .toList();
    }
}
