package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.nio.file.Files;
import java.nio.file.Path;

/** The file that a report goes to. */
final class OutputFile {

    private OutputFile() {}

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
}
