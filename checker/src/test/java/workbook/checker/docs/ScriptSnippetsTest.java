package workbook.checker.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.checker.Needs;
import workbook.checker.text.Language;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.WorkbookReader;

/** What the lessons show as JavaScript parses: as statements, an expression, or what stands in a loop or in a class. */
@Needs("node")
class ScriptSnippetsTest {

    private static final Home HOME = Home.find();

    /** Prints what does not parse. Gaps get a value, and braces that a piece leaves open are closed. */
    private static final String PARSER =
            """
            const Async = Object.getPrototypeOf(async function () {}).constructor;
            const forms = [(code) => code, (code) => `return (\\n${code}\\n)`,
              (code) => `for (;;) {${code}}`, (code) => `({${code}})`, (code) => `(class {${code}})`,
              (code) => `switch (0) {${code}}`];
            const parses = (code) => forms.some((form) => {
              try {
                return Boolean(new Async(form(code)));
              } catch {
                return false;
              }
            });
            const closed = (code) => {
              const open = [];
              for (const sign of code.replace(/"[^"\\n]*"|\\/\\/.*/g, "")) {
                if ("({".includes(sign)) open.push(sign === "(" ? ")" : "}");
                if (")}".includes(sign)) open.pop();
              }
              return code + open.reverse().join("");
            };
            const pieces = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
            const bad = pieces.filter((piece) => {
              const code = piece.replace(/^import .*$/gm, "").replace(/^export /gm, "")
                .replace(/#(?=\\w)/g, "_").replace(/\\.\\/\\*.*?\\*\\//gs, ".any");
              const parse = (part) => ["", "0", "any => 0", "any: 0"].some((value) =>
                parses(closed(part.replace(/\\/\\*.*?\\*\\/|…/gs, value))));
              return !parse(code) && !code.split(/\\n\\n/).every(parse);
            });
            process.stdout.write(bad.join("\\n"));
            """;

    @TempDir
    private Path folder;

    @Test
    void theyParse() throws IOException {
        List<String> pieces = WorkbookReader.workbook(HOME).tasks().stream()
                .flatMap(task ->
                        Arrays.stream(Language.values()).map(language -> HOME.readme(Tree.EXERCISES, task, language)))
                .filter(Files::exists)
                .flatMap(file -> Markdown.read(file).blocks("js").stream())
                .distinct()
                .toList();
        assertEquals("", unparsed(pieces));
    }

    @Test
    void whatDoesNotParseIsNamed() throws IOException {
        assertEquals("const one = = 1;\n", unparsed(List.of("const one = 1;\n", "const one = = 1;\n")));
    }

    private String unparsed(List<String> pieces) throws IOException {
        Path file = folder.resolve("pieces.json");
        new ObjectMapper().writeValue(file.toFile(), pieces);
        Process node = new ProcessBuilder("node", "-e", PARSER, file.toString())
                .redirectErrorStream(true)
                .start();
        return new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
