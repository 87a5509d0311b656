package workbook.checker.report.junit;

import static workbook.checker.text.Text.text;

import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import workbook.checker.finding.Report;
import workbook.checker.report.Origin;
import workbook.checker.report.Reporter;
import workbook.checker.text.BuildCommands;
import workbook.checker.text.Language;
import workbook.checker.text.Seconds;
import workbook.checker.text.Visible;

/**
 * The report for a build server, in the form that JUnit made common.
 *
 * <pre>{@code
 * <testsuite name="1.2 The wire format" tests="12" failures="3" errors="0" skipped="1" time="1.400">
 *   <testcase classname="1.2 The wire format" name="1.2/3 multi-line data" time="0.120">
 *     <failure message="…" type="HTML 9.2.6">…</failure>
 *   </testcase>
 * }</pre>
 *
 * <p>A check that failed is a failure, never an error; an error is a program that could not be checked, or a fault of
 * the checker. A warning is a test that passed and says something.
 */
public record JunitReport(Origin origin) implements Reporter {

    @Override
    public String write(Report report, Language language) {
        StringWriter out = new StringWriter();
        List<JunitSuite> suites = report.tasks().stream()
                .map(task -> JunitSuite.of(report, task, language))
                .toList();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            xml.writeAttribute("name", text("SSE workbook", "SSE 练习册").in(language));
            counts(xml, suites.stream().flatMap(suite -> suite.cases().stream()).toList(), report.duration());
            for (JunitSuite suite : suites) {
                suite(xml, report, suite);
            }
            xml.writeCharacters("\n");
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string takes any text", e);
        }
        return BuildCommands.referred(out.append("\n").toString());
    }

    private void suite(XMLStreamWriter xml, Report report, JunitSuite suite) throws XMLStreamException {
        open(xml, 1, "testsuite", "name", suite.name(), "timestamp", origin.second());
        counts(xml, suite.cases(), suite.duration());
        open(xml, 2, "properties");
        property(xml, "target", report.target());
        property(xml, "clock", report.clock());
        property(xml, "seed", Long.toString(report.seed()));
        property(xml, "workbook", report.workbook());
        property(xml, "system", origin.system());
        property(xml, "java", origin.java());
        property(xml, "helidon", origin.helidon());
        close(xml, 2);
        for (JunitCase test : suite.cases()) {
            test(xml, suite, test);
        }
        close(xml, 1);
    }

    private static void test(XMLStreamWriter xml, JunitSuite suite, JunitCase test) throws XMLStreamException {
        open(xml, 2, "testcase", "classname", suite.name(), "name", test.name(), "time", seconds(test.duration()));
        if (test.outcome() == JunitCase.Outcome.PASSED) {
            xml.writeEndElement();
        } else {
            outcome(xml, test);
            close(xml, 2);
        }
    }

    private static void outcome(XMLStreamWriter xml, JunitCase test) throws XMLStreamException {
        switch (test.outcome()) {
            case SKIPPED -> open(xml, 3, "skipped", "message", test.message());
            case FAILURE -> open(xml, 3, "failure", "message", test.message(), "type", test.type());
            case ERROR -> open(xml, 3, "error", "message", test.message(), "type", test.type());
            case PASSED, WARNED -> open(xml, 3, "system-out");
        }
        xml.writeCharacters(Visible.lines(test.body()));
        xml.writeEndElement();
    }

    private static void counts(XMLStreamWriter xml, List<JunitCase> cases, Duration duration)
            throws XMLStreamException {
        xml.writeAttribute("tests", Integer.toString(cases.size()));
        xml.writeAttribute("failures", count(cases, JunitCase.Outcome.FAILURE));
        xml.writeAttribute("errors", count(cases, JunitCase.Outcome.ERROR));
        xml.writeAttribute("skipped", count(cases, JunitCase.Outcome.SKIPPED));
        xml.writeAttribute("time", seconds(duration));
    }

    private static String count(List<JunitCase> cases, JunitCase.Outcome outcome) {
        return Long.toString(
                cases.stream().filter(test -> test.outcome() == outcome).count());
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", Seconds.number(duration));
    }

    private static void property(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        open(xml, 3, "property", "name", name, "value", value);
        xml.writeEndElement();
    }

    private static void open(XMLStreamWriter xml, int depth, String element, String... attributes)
            throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
        xml.writeStartElement(element);
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], Visible.line(attributes[i + 1]));
        }
    }

    private static void close(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
        xml.writeEndElement();
    }
}
