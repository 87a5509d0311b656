package workbook.checker.faulty.task5_1;

import static workbook.checker.faulty.Variant.faulty;

import java.util.List;
import java.util.Set;
import workbook.checker.faulty.EditedSolution;
import workbook.checker.faulty.Variant;

/** Servers of task 5.1 that let in who has no business there, and odd ones that keep them out in another way. */
final class GuardFaults {

    private static final String FILTER = "        routing.addFilter(new Guard(config));\n";
    private static final String OWN_HOST = "        requireOwnHost(req);\n";
    private static final String OWN_SITE = "        requireOwnSite(req);\n";

    private GuardFaults() {}

    static List<Variant> all() {
        return List.of(
                fault("S9", "no guard before the handlers", FILTER, ""),
                fault("rebound", "any name is answered", OWN_HOST, ""),
                fault(
                        "sandbox",
                        "an Origin of null is taken for none",
                        "origin.isPresent() && !",
                        "origin.filter(o -> !o.equals(\"null\")).isPresent() && !",
                        "|| crossSite",
                        ""),
                fault("locked", "its own page is a stranger", OWN_SITE, OWN_SITE + STRICT));
    }

    private static final String STRICT =
            """
                    if (req.headers().contains(FETCH_SITE)) {
                        throw new HttpException("a page", Status.FORBIDDEN_403, true);
                    }
            """;

    static List<Variant> oddities() {
        return List.of(
                Variant.legal(
                        "5.1",
                        "refuses strangers with 404 and 400",
                        edited(
                                "foreign || crossSite) {\n            throw new HttpException(\"Origin: a page of another site\", Status.FORBIDDEN_403",
                                "foreign || crossSite) {\n            throw new HttpException(\"nothing here\", Status.NOT_FOUND_404",
                                "Status.create(421, \"Misdirected Request\")",
                                "Status.BAD_REQUEST_400")),
                Variant.legal(
                        "5.1",
                        "leaves strangers without an answer",
                        edited(
                                "throw new HttpException(\"Origin: a page of another site\", Status.FORBIDDEN_403, true);",
                                "throw new CloseConnectionException(\"a page of another site\");",
                                "throw new HttpException(\"Host: not a name of this server\", MISDIRECTED, true);",
                                "throw new CloseConnectionException(\"not a name of this server\");")));
    }

    private static Variant fault(String fault, String name, String... edits) {
        return faulty(fault, name, "5.1/17", edited(edits));
    }

    /** @param edits what stands there, and what shall, by turns */
    private static EditedSolution edited(String... edits) {
        EditedSolution solution = new EditedSolution(edits[0], edits[1], Set.of(17));
        for (int at = 2; at < edits.length; at += 2) {
            solution = solution.and(edits[at], edits[at + 1]);
        }
        return solution;
    }
}
