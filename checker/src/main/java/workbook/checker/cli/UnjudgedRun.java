package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import workbook.checker.html.Html;
import workbook.checker.report.html.HtmlPage;
import workbook.checker.server.Interruption;
import workbook.checker.server.Secrets;
import workbook.checker.text.Language;
import workbook.checker.text.Text;
import workbook.checker.text.Visible;

/**
 * What stands in the files of a report where a run came to no verdict: why not. A build server that looks for failures in
 * these files finds one, and never the report of an earlier run.
 *
 * @param command for example {@code sse probe}
 */
record UnjudgedRun(String command, Text reason) {

    /**
     * Does what a command is there for, once its files can be written and no older report is left in them.
     *
     * @param files where it writes its report, each with its form
     */
    static <T> T guard(Map<Path, ReportFormat> files, String command, Screen screen, Callable<T> work)
            throws Exception {
        files.keySet().forEach(OutputFile::requireWritable);
        replaceOld(files, command, screen);
        return orElse(files, command, screen, work);
    }

    /**
     * Does what a command is there for. Where it fails, the files hold the reason.
     *
     * @param files where it writes its report, each with its form
     */
    static <T> T orElse(Map<Path, ReportFormat> files, String command, Screen screen, Callable<T> work)
            throws Exception {
        try {
            return work.call();
        } catch (Exception | OutOfMemoryError fault) {
            Interruption.holdBack(); // what the end of this process does to a server is no reason
            UnjudgedRun none = new UnjudgedRun(command, CommandRun.sentence(fault));
            files.forEach((file, form) -> OutputFile.write(file, none.in(form, screen.language()), form, screen));
            throw fault;
        }
    }

    /** Replaces older reports before a run: one that somebody ends does not get so far as to write anything. */
    static void replaceOld(Map<Path, ReportFormat> files, String command, Screen screen) {
        UnjudgedRun unfinished = new UnjudgedRun(command, text("The run did not come to its end.", "这次运行没有进行到最后。"));
        files.forEach((file, form) -> {
            // No pipe nor device: it would take this for the report.
            if (Files.isRegularFile(file)) {
                try {
                    Files.writeString(file, unfinished.in(form, screen.language()), StandardCharsets.UTF_8);
                } catch (IOException full) {
                    // Said when the report itself is written.
                }
            }
        });
    }

    /** The whole text, which ends with a line break. */
    String in(ReportFormat form, Language language) {
        String why = Secrets.masked(reason.in(language), System.getenv());
        return switch (form) {
            case TEXT -> verdict().in(language) + "\n" + why + "\n";
            case JSON -> json(why);
            case JUNIT -> junit(verdict().in(language), why);
            case HTML -> html(why, language);
        };
    }

    private Text verdict() {
        return text("%s: nothing was judged", "%s：没有得出结论", command);
    }

    private String json(String why) {
        try {
            return new ObjectMapper()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(JsonNodeFactory.instance
                                    .objectNode()
                                    .put("command", command)
                                    .put("error", Visible.lines(why)))
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    private String junit(String verdict, String why) {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            for (String element : new String[] {"testsuites", "testsuite"}) {
                xml.writeStartElement(element);
                xml.writeAttribute("name", command);
                xml.writeAttribute("tests", "1");
                xml.writeAttribute("failures", "0");
                xml.writeAttribute("errors", "1");
                xml.writeAttribute("skipped", "0");
            }
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", command);
            xml.writeAttribute("name", verdict);
            xml.writeAttribute("time", "0.000");
            xml.writeStartElement("error");
            xml.writeAttribute("message", Visible.line(why.lines().findFirst().orElse("")));
            xml.writeCharacters(Visible.lines(why));
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string takes any text", e);
        }
        return out + "\n";
    }

    private String html(String why, Language language) {
        Html body = new Html();
        body.open("header", "class", "report-head");
        body.element("p", command, "class", "eyebrow");
        body.element("h1", verdict().in(language));
        why.lines().forEach(line -> body.element("p", line));
        body.close();
        return HtmlPage.of(language, verdict().in(language), body.toString());
    }
}
