package workbook.checker.workbook;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An {@code application.yaml} of a learner, as far as a check has to know what stands in it. */
public record ApplicationFile(Path file) {

    /** Where a value that stands elsewhere begins. */
    private static final String REFERENCE = "${";

    /**
     * The texts of a list, in their order.
     *
     * @param key its place, with dots, for example {@code feed.items}
     * @return empty if there is no such list, or the file does not say by itself what is in it
     */
    public List<String> texts(String key) {
        try {
            Optional<YamlNode> place = Optional.of(YamlNode.read(file));
            for (String name : key.split("\\.")) {
                place = place.flatMap(node -> node.find(name));
            }
            List<String> texts = place.map(YamlNode::items).orElse(List.of()).stream()
                    .map(YamlNode::string)
                    .toList();
            return texts.stream().anyMatch(text -> text.contains(REFERENCE)) ? List.of() : texts;
        } catch (ConfigFault unknown) {
            return List.of();
        }
    }
}
