package workbook.checker.conformance.report;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import workbook.checker.conformance.ConformanceReport;
import workbook.checker.conformance.Level;
import workbook.checker.conformance.RuleResult;
import workbook.checker.conformance.RuleVerdict;
import workbook.checker.report.Label;
import workbook.checker.report.Origin;
import workbook.checker.report.WireLog;
import workbook.checker.text.Align;
import workbook.checker.text.Language;
import workbook.checker.text.Seconds;
import workbook.checker.text.Text;
import workbook.checker.text.Visible;

/**
 * What a probe found, for a build server: a group is a suite, a rule a case. What was not seen, or is known, is skipped with
 * its reason; what does not count in the verdict is no failure but output.
 *
 * @param counts the least grave level that makes a failure
 */
public record JunitForm(Origin origin, Level counts) implements ConformanceForm {

    @Override
    public String write(ConformanceReport report, Language language) {
        Map<String, List<RuleResult>> groups = new LinkedHashMap<>();
        report.results().forEach(result -> groups.computeIfAbsent(result.rule().groupName(), name -> new ArrayList<>())
                .add(result));
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            attribute(xml, "name", "sse probe " + report.target());
            counts(xml, report.results());
            for (Map.Entry<String, List<RuleResult>> group : groups.entrySet()) {
                suite(xml, group.getKey(), group.getValue(), language);
            }
            outdated(xml, report, language);
            xml.writeCharacters("\n");
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string takes any text", e);
        }
        return out + "\n";
    }

    private void suite(XMLStreamWriter xml, String name, List<RuleResult> results, Language language)
            throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        attribute(xml, "name", name);
        attribute(xml, "timestamp", origin.second());
        counts(xml, results);
        for (RuleResult result : results) {
            test(xml, result, language);
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private void test(XMLStreamWriter xml, RuleResult result, Language language) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        attribute(xml, "classname", "probe." + result.rule().groupName());
        attribute(xml, "name", Sentences.title(result).in(language));
        attribute(xml, "time", String.format(Locale.ROOT, "%.3f", Seconds.number(result.duration())));
        switch (result.verdict()) {
            case FAILED -> {
                boolean fails = isCounted(result);
                xml.writeStartElement(fails ? "failure" : "system-out");
                if (fails) {
                    attribute(xml, "message", result.finding().received().in(language));
                    attribute(xml, "type", result.rule().source());
                }
                xml.writeCharacters(Visible.lines(body(result, language)));
                xml.writeEndElement();
            }
            case NOT_SEEN, KNOWN -> {
                xml.writeEmptyElement("skipped");
                attribute(
                        xml,
                        "message",
                        result.verdict().words().in(language) + ": "
                                + result.note().in(language));
            }
            case BROKEN -> {
                xml.writeEmptyElement("error");
                attribute(xml, "message", Sentences.broken(result).in(language));
            }
            case PASSED -> {
                if (!result.note().isEmpty()) {
                    xml.writeStartElement("system-out");
                    xml.writeCharacters(Visible.lines(result.note().in(language)));
                    xml.writeEndElement();
                }
            }
        }
        xml.writeEndElement();
    }

    private static void outdated(XMLStreamWriter xml, ConformanceReport report, Language language)
            throws XMLStreamException {
        if (report.outdated().isEmpty()) {
            return;
        }
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        attribute(xml, "name", "known");
        attribute(xml, "tests", "1");
        attribute(xml, "failures", "1");
        xml.writeStartElement("testcase");
        attribute(xml, "classname", "probe.known");
        attribute(xml, "name", "known");
        xml.writeEmptyElement("failure");
        attribute(xml, "message", Sentences.outdated(report).in(language));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private boolean isCounted(RuleResult result) {
        return result.verdict() == RuleVerdict.FAILED && result.rule().level().compareTo(counts) <= 0;
    }

    private void counts(XMLStreamWriter xml, List<RuleResult> results) throws XMLStreamException {
        attribute(xml, "tests", Integer.toString(results.size()));
        attribute(
                xml,
                "failures",
                Long.toString(results.stream().filter(this::isCounted).count()));
        attribute(xml, "errors", Long.toString(count(results, RuleVerdict.BROKEN)));
        attribute(
                xml,
                "skipped",
                Long.toString(count(results, RuleVerdict.NOT_SEEN) + count(results, RuleVerdict.KNOWN)));
    }

    private static long count(List<RuleResult> results, RuleVerdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict).count();
    }

    private static String body(RuleResult result, Language language) {
        List<String> lines = new ArrayList<>();
        add(lines, Label.WANTED, result.finding().expected(), language);
        add(lines, Label.RECEIVED, result.finding().received(), language);
        add(lines, Label.RULE, result.finding().why(), language);
        add(lines, Label.LIKELY, result.finding().likely(), language);
        add(lines, Label.HURTS, result.rule().hurts(), language);
        add(lines, Label.SENT, Text.same(result.finding().reproduce()), language);
        lines.add(WireLog.unlimited(language).whole(result.finding().conversations()));
        return String.join("\n", lines);
    }

    private static void add(List<String> lines, Label label, Text text, Language language) {
        if (!text.isEmpty()) {
            lines.add(Align.left(label.in(language), Label.column(language)) + text.in(language));
        }
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, Visible.line(value));
    }
}
