package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The file that a report goes to, or standard output in place of it. */
final class OutputFile {

    private OutputFile() {}

    /** The file with its form; none for standard output. */
    static Map<Path, ReportFormat> of(Path file, ReportFormat format) {
        return file == null ? Map.of() : Map.of(file, format);
    }

    /** Whether files can be written to this folder, which is made if it is not there. */
    static boolean isWritableFolder(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.isWritable(folder);
        } catch (IOException readOnly) {
            return false;
        }
    }

    /** Complains about a report that cannot be written before the work, not after it. */
    static void requireWritable(Path file) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || !Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new UsageFault(text(
                    "%s cannot be written. Name a file in a folder that is there and yours.",
                    "无法写入 %s。请指定一个已存在且可写的目录中的文件。", file));
        }
    }

    /**
     * Writes a report to the file that was asked for, or otherwise to where it is not lost.
     *
     * @param file null for standard output
     * @return false if the file could not be written
     */
    static boolean write(Path file, String report, ReportFormat format, Screen screen) {
        if (file == null) {
            print(report, format, screen);
            return true;
        }
        try {
            Files.writeString(file, report, StandardCharsets.UTF_8);
            screen.complain(text("Written: %s", "已写入：%s", file));
            return true;
        } catch (IOException e) {
            screen.complain(text("%s could not be written (%s). This is the report:", "无法写入 %s（%s）。报告如下：", file, e));
            print(report, format, screen);
            return false;
        }
    }

    private static void print(String report, ReportFormat format, Screen screen) {
        if (format == ReportFormat.TEXT) {
            screen.out().print(report);
            screen.out().flush();
        } else {
            screen.utf8().print(report);
        }
    }
}
