package workbook.checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.checker.workbook.Home;

/** What guards the servers is given, and a mend of it must reach all of them. */
class GivenCodeTest {

    @ParameterizedTest
    @CsvSource({"Guard.java, 26", "RequestBody.java, 16", "SlicedOutput.java, 14"})
    void isTheSameInEveryTask(String name, int copies) throws IOException {
        Map<String, List<Path>> byText = new TreeMap<>();
        for (Path file : files(name)) {
            byText.merge(
                    Files.readString(file), List.of(file), (some, one) -> Stream.concat(some.stream(), one.stream())
                            .toList());
        }
        assertEquals(1, byText.size(), () -> name + " differs in " + byText.values());
        assertTrue(byText.values().iterator().next().size() >= copies, () -> name + " is missing in a task");
    }

    private static List<Path> files(String name) throws IOException {
        Path root = Home.find().root();
        try (Stream<Path> exercises = Files.list(root.resolve("exercises"));
                Stream<Path> solutions = Files.list(root.resolve("solutions"))) {
            return Stream.concat(exercises, solutions)
                    .map(folder -> folder.resolve("src/main/java/workbook").resolve(name))
                    .filter(Files::exists)
                    .toList();
        }
    }
}
