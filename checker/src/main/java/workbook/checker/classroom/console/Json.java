package workbook.checker.classroom.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import workbook.checker.text.Text;

/** The JSON that the console's page reads. */
final class Json {

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Both languages: each window shows its own. */
    static ObjectNode text(Text text) {
        return object().put("en", text.en()).put("zh", text.zh());
    }
}
