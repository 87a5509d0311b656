package workbook.checker.faulty.@package@;

import static workbook.checker.faulty.Variant.faulty;

import java.util.List;
import workbook.checker.faulty.TaskVariants;
import workbook.checker.faulty.Variant;

/** The faulty and the odd servers of task @id@. */
public final class Variants implements TaskVariants {

    @Override
    public List<Variant> all() {
        // [[write: a faulty server for each other check]]
        return List.of(faulty("H8", "no route: 404", "@id@/1", (request, reply) -> reply.json(404, "{}")
                .cut()));
    }
}
