package workbook.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import workbook.bench.doc.Document;
import workbook.bench.doc.Table;
import workbook.bench.peers.PeerTables;
import workbook.checker.text.Language;
import workbook.checker.text.Text;

/** The destination of the figures: the document of each language, or only the terminal. */
final class Report {

    private final Path workbook;
    private final boolean print;

    Report(Path workbook, boolean print) {
        this.workbook = workbook;
        this.print = print;
    }

    void put(PeerTables tables) throws IOException {
        put("speed", tables.speed());
        put("ratio", tables.ratio());
        put("cpu", tables.cpu());
        put("latency", tables.latency());
        put("others", tables.others());
        put("connections", tables.connections());
        put("uncounted", tables.uncounted());
    }

    void put(String name, Table table) throws IOException {
        for (Language language : Language.values()) {
            put(name, table.in(language), language);
        }
    }

    /** Writes a list; nothing if it is empty. */
    void put(String name, List<Text> lines) throws IOException {
        for (Language language : Language.values()) {
            String all = lines.stream().map(line -> "- " + line.in(language)).collect(Collectors.joining("\n"));
            put(name, all, language);
        }
    }

    private void put(String name, String figures, Language language) throws IOException {
        if (language == Language.EN) {
            System.out.printf("%n%s%n%n%s%n", name, figures.strip());
        }
        if (!print) {
            String file = language == Language.ZH ? "docs/benchmarks.zh-CN.md" : "docs/benchmarks.md";
            new Document(workbook.resolve(file)).put(name, figures);
        }
    }
}
