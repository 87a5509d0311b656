package workbook.checker.tail;

import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import workbook.checker.finding.WireText;
import workbook.checker.sse.StreamItem;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;
import workbook.checker.text.Visible;

/**
 * Only the text that the events carry at one place of their JSON, such as {@code choices.0.delta.content}, piece after
 * piece as it comes: what a model says.
 */
public final class DeltaForm implements TailForm {

    private static final int SHOWN = 200;

    private final TailOutput output;
    private final String path;
    private final List<String> steps;
    private boolean found;
    private boolean inLine;
    private String unlike = "";

    public DeltaForm(TailOutput output, String path) {
        this.output = output;
        this.path = path;
        this.steps = Arrays.asList(path.split("\\."));
    }

    @Override
    public void show(Sight sight) {
        switch (sight) {
            case Sight.Item(long nanos, StreamItem.Event event, boolean newId) -> event(event.data());
            case Sight.Returning returning -> complain(SightWords.returning(returning));
            case Sight.Remark remark -> complain(remark.words());
            default -> {
                // Not what was asked for.
            }
        }
    }

    private void event(String data) {
        Optional<JsonNode> node = JsonData.parsed(data).map(this::at).filter(JsonNode::isValueNode);
        if (node.isPresent()) {
            found = true;
            write(node.get().isNull() ? "" : node.get().asText());
        } else if (unlike.isEmpty()) {
            unlike = WireText.escape(Clip.characters(data, SHOWN));
        }
    }

    private JsonNode at(JsonNode root) {
        JsonNode node = root;
        for (String step : steps) {
            node = node.isArray() && step.matches("\\d{1,6}") ? node.path(Integer.parseInt(step)) : node.path(step);
        }
        return node;
    }

    private void write(String piece) {
        if (piece.isEmpty()) {
            return;
        }
        String masked = output.secrecy().masked(piece);
        // A file gets what was sent; a terminal must not act on it.
        output.out().print(output.drawn() ? Visible.lines(masked) : masked);
        output.out().flush();
        inLine = !piece.endsWith("\n");
    }

    private void complain(Text words) {
        endLine();
        output.complain(words);
    }

    private void endLine() {
        if (inLine && output.drawn()) {
            output.out().println();
            inLine = false;
        }
    }

    @Override
    public void finish(TailTally tally) {
        if (inLine) {
            output.out().println();
        }
    }

    @Override
    public boolean isClosed() {
        return output.isClosed();
    }

    @Override
    public Optional<Text> complaint() {
        return found || unlike.isEmpty()
                ? Optional.empty()
                : Optional.of(text(
                        "No event has a text at %s. The first was: %s", "没有任何事件在 %s 处有文本。第一个事件是：%s", path, unlike));
    }
}
