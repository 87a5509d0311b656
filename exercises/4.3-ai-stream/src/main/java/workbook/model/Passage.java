package workbook.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A section of a lesson.
 *
 * @param lesson number and title of the lesson
 * @param heading of the section
 * @param paragraphs plain text, without the signs of Markdown
 */
record Passage(String lesson, String heading, List<String> paragraphs) {

    private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
    private static final Pattern SIGNS = Pattern.compile("\\*\\*|`|<(?=https?://)|(?<=\\w)>");

    /** Characters of one answer: enough to read while it comes in. */
    private static final int ENOUGH = 700;

    private static final int ENOUGH_CHINESE = 260;

    /** Takes the prose of a section. Tables, code and hints are left to the lesson. */
    static Passage of(String lesson, String heading, List<String> lines) {
        List<String> paragraphs = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        boolean code = false;
        int hints = 0;
        for (String line : lines) {
            boolean fence = line.startsWith("```");
            code ^= fence;
            hints += line.startsWith("<details>") ? 1 : 0;
            boolean hint = hints > 0;
            hints -= line.startsWith("</details>") ? 1 : 0;
            if (fence || code || hint || line.isBlank() || line.startsWith("|")) {
                add(paragraphs, paragraph);
            } else {
                paragraph.append(paragraph.isEmpty() ? "" : "\n").append(plain(line));
            }
        }
        add(paragraphs, paragraph);
        paragraphs.removeIf(text -> text.endsWith(":") || text.endsWith("：")); // it introduced a table or code
        return new Passage(lesson, heading, List.copyOf(paragraphs));
    }

    private static void add(List<String> paragraphs, StringBuilder paragraph) {
        if (!paragraph.isEmpty()) {
            paragraphs.add(paragraph.toString());
            paragraph.setLength(0);
        }
    }

    private static String plain(String line) {
        return SIGNS.matcher(LINK.matcher(line).replaceAll("$1")).replaceAll("");
    }

    String text() {
        return String.join("\n", paragraphs);
    }

    /** As much of the passage as is good to read at once, and the lesson and section it is from. */
    String answer(boolean chinese) {
        StringBuilder answer = new StringBuilder();
        for (String paragraph : paragraphs) {
            if (answer.length() + paragraph.length() > (chinese ? ENOUGH_CHINESE : ENOUGH) && !answer.isEmpty()) {
                break;
            }
            answer.append(paragraph).append("\n\n");
        }
        String place = heading.equals(lesson) ? lesson : lesson + (chinese ? "，" : ", ") + heading;
        return answer + (chinese ? "出处：" : "From: ") + place;
    }
}
