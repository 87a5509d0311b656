package workbook.checker.docs;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.checker.QuickStart;
import workbook.checker.workbook.Home;

/**
 * {@code sse} as a reader of the documents starts it: in the folder of a workbook, in a process of its own.
 *
 * @param moreClasses is searched for classes, after those of the checker
 */
record SseProcess(Home home, List<Path> moreClasses) {

    private static final long LIMIT_SECONDS = 120;

    /** Exit code, and all that was said. */
    record Answer(int code, String text) {}

    Answer run(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-Dworkbook.home=" + home.root()));
        command.addAll(QuickStart.OPTIONS.subList(0, QuickStart.OPTIONS.size() - 1));
        command.addAll(List.of(classPath(), "workbook.checker.cli.Sse"));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("sse", ".txt");
            Process process = new ProcessBuilder(command)
                    .directory(home.root().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException("no end after " + LIMIT_SECONDS + " s: " + List.of(arguments));
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return new Answer(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String classPath() {
        return Stream.concat(
                        Stream.of(QuickStart.OPTIONS.getLast()),
                        moreClasses.stream().map(Path::toString))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
