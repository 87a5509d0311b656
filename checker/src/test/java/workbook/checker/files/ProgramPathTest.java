package workbook.checker.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramPathTest {

    @TempDir
    Path folder;

    @Test
    void theFirstFolderWins() throws IOException {
        Path first = program("first/nginx");
        program("second/nginx");
        ProgramPath path = ProgramPath.of(Map.of(
                "PATH",
                String.join(
                        File.pathSeparator, "", "relative", first.getParent().toString(), second())));
        assertEquals(Optional.of(first), path.find("nginx"));
        assertTrue(path.find("node").isEmpty());
    }

    @Test
    void moreFoldersComeLast() throws IOException {
        Path program = program("second/nginx");
        assertEquals(
                Optional.of(program),
                ProgramPath.of(Map.of()).with(List.of(second())).find("nginx"));
    }

    @Test
    void windowsHasEndingsAndNamesOfAnyCase() throws IOException {
        Path program = program("second/nginx.EXE");
        ProgramPath path = ProgramPath.of(Map.of("Path", second(), "PATHEXT", ".COM;.EXE"));
        assertEquals(Optional.of(program), path.find("nginx"));
    }

    @Test
    void aFolderOrAFileThatCannotBeStartedIsNoProgram() throws IOException {
        Files.createDirectories(folder.resolve("second/nginx"));
        Files.writeString(folder.resolve("second/node"), "text");
        ProgramPath path = ProgramPath.of(Map.of("PATH", second()));
        assertTrue(path.find("nginx").isEmpty() && path.find("node").isEmpty());
    }

    private String second() {
        return folder.resolve("second").toString();
    }

    private Path program(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }
}
