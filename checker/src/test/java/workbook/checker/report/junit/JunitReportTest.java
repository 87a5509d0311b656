package workbook.checker.report.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import workbook.checker.finding.Report;
import workbook.checker.report.Golden;
import workbook.checker.report.SampleReports;
import workbook.checker.text.Language;

public class JunitReportTest {
    private static final Report ALL = SampleReports.of(
            SampleReports.lineBreak(),
            SampleReports.doesNotCompile(),
            SampleReports.notStarted(),
            SampleReports.lateHeartbeat(),
            SampleReports.brokenChecker());

    @ParameterizedTest
    @EnumSource
    void isWrittenAsRecorded(Language language) throws Exception {
        String xml = new JunitReport(SampleReports.ORIGIN).write(ALL, language);
        Golden.verify("report." + language.code() + ".xml", xml);
        validate(xml);
    }

    @Test
    void countsWhatItHolds() throws Exception {
        Document document = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(
                        new StringReader(new JunitReport(SampleReports.ORIGIN).write(ALL, Language.EN))));
        for (String outcome : new String[] {"failure", "error"}) {
            String count = document.getDocumentElement().getAttribute(outcome + "s");
            assertEquals(document.getElementsByTagName(outcome).getLength(), Integer.parseInt(count), outcome);
        }
        assertEquals(5, document.getElementsByTagName("testsuite").getLength());
        assertEquals(4, document.getElementsByTagName("failure").getLength(), "three checks, and one not started");
        assertEquals(2, document.getElementsByTagName("error").getLength(), "one does not compile, one checker broke");
    }

    /** Throws when the text is not a JUnit report. */
    public static void validate(String xml) throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        Schema schema = factory.newSchema(JunitReportTest.class.getResource("/schema/junit.xsd"));
        schema.newValidator().validate(new StreamSource(new StringReader(xml)));
    }
}
