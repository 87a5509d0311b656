package workbook.checker.faulty.task4_2;

import static workbook.checker.faulty.OpenTodo.open;

import java.util.List;
import workbook.checker.faulty.OpenTodo;
import workbook.checker.faulty.TaskTodos;

/** What a learner of task 4.2 has who left one TODO open, where several share a method or a file. */
public final class Todos implements TaskTodos {

    @Override
    public List<OpenTodo> all() {
        return List.of(
                open(1, "nothing before the first line", "next.lines().isEmpty() ? COMMENT : \"\"", "\"\""),
                open(3, "looks every two seconds", "Duration.ofMillis(50)", "Duration.ofMillis(2000)"),
                open(
                        4,
                        "a line is sent before it ends",
                        "reader.read(place, end, successor != null)",
                        "reader.read(place, end, true)"),
                open(
                        5,
                        "the CR stays",
                        "boolean crlf = stop > start && bytes[stop - 1] == '\\r';",
                        "boolean crlf = false;"),
                open(
                        6,
                        "cut inside a character",
                        "characterBorder(bytes, start, start + maxLine);",
                        "start + maxLine;"),
                open(6, "no limit for lines", "long stop = search(place.file(), from, to);", "long stop = NONE;")
                        .and(
                                "if (length > maxLine && !(length == maxLine + 1 && bytes[start + maxLine] == '\\r')) {",
                                "if (length > bytes.length - start) {"),
                open(
                        7,
                        "no id is known",
                        """
                                if (parts.matches()) {
                                    long offset\
                        """,
                        """
                                if (parts.matches() && id.isEmpty()) {
                                    long offset\
                        """),
                open(
                        8,
                        "the address is not asked",
                        """
                        filter(id -> !id.isEmpty()).or(() -> req.query()
                                        .first("after")
                                        .asOptional());\
                        """,
                        "filter(id -> !id.isEmpty());"),
                open(
                        9,
                        "any offset is believed",
                        """
                                if (offset == 0 || offset == end && over) {
                                    return true;
                                }
                        """,
                        """
                                if (offset >= 0) {
                                    return true;
                                }
                        """),
                open(
                                10,
                                "from the place to the end, and what comes in between is lost",
                                """
                                    while (true) {
                                        out.write(bytes(next));
                                        out.flush();
                        """,
                                """
                                    LogFile.Next old = log.awaitAfter(next.place(), Duration.ZERO.plusMillis(1));
                                    out.write(bytes(next));
                                    out.write(bytes(old));
                                    out.flush();
                                    next = LogFile.Next.at(log.tail());
                                    while (true) {
                                        out.write(bytes(next));
                                        out.flush();
                        """)
                        .and(
                                "    /** Where a viewer that comes back",
                                """
                                    Place tail() throws IOException {
                                        look();
                                        lock.lock();
                                        try {
                                            return Place.of(generations.current(), generations.current().end());
                                        } finally {
                                            lock.unlock();
                                        }
                                    }

                                    /** Where a viewer that comes back\
                                """),
                open(
                        11,
                        "a file that is cut short is still the same",
                        "if (size < current.end()) {",
                        "if (size < 0) {"),
                open(
                        12,
                        "another file is not looked for",
                        "return key != null && !current.is(key) && turnTo(key);",
                        "return false;"),
                open(
                        13,
                        "the watcher ends where there is no file for a moment",
                        """
                                } catch (NoSuchFileException e) {
                                    return null;\
                        """,
                        """
                                } catch (NoSuchFileException e) {
                                    throw new java.io.UncheckedIOException(e);\
                        """),
                open(
                                13,
                                "opens the file once, and never again where there is none",
                                """
                            LogFile start() {
                                watcher.start();\
                        """,
                                """
                            LogFile start() {
                                look();
                                if (generations.current().is("none")) {
                                    return this;
                                }
                                watcher.start();\
                        """)
                        .and(
                                """
                                        look();
                                        Generation current;\
                                """,
                                "        Generation current;"),
                open(
                                14,
                                "takes an id of another file for one of this",
                                "for (Generation file : generations.held()) {",
                                "for (Generation file : List.of(generations.current())) {")
                        .and(
                                "if (file.name().equals(parts.group(1)) && isBorder(file, offset)) {",
                                "if (isBorder(file, offset)) {"),
                open(
                        15,
                        "one block, and the next one only when the file grows",
                        "return lines.isEmpty() ? unfinished(place, bytes, end, over) : new Lines(lines, behind);",
                        """
                        return lines.isEmpty()
                                        ? unfinished(place, bytes, end, over)
                                        : new Lines(lines, new Place(place.file(), behind.offset(), end));\
                        """),
                open(
                        16,
                        "writes under the lock of all",
                        """
                                        out.write(bytes(next));
                                        out.flush();
                        """,
                        """
                                        synchronized (log) {
                                            out.write(bytes(next));
                                            out.flush();
                                        }
                        """),
                open(
                        17,
                        "the address names the file",
                        """
                                Optional<String> id = id(req);
                        """,
                        """
                                LogFile log = req.query()
                                        .first("file")
                                        .asOptional()
                                        .map(file -> new LogFile(Path.of(file), 10, 4096).start())
                                        .orElse(this.log);
                                Optional<String> id = id(req);
                        """),
                open(
                        18,
                        "never connects",
                        """
                        log.addEventListener("scroll", followScrolling);
                        connect();\
                        """,
                        "log.addEventListener(\"scroll\", followScrolling);"),
                open(19, "text goes in as markup", "item.textContent = text", "item.innerHTML = text"),
                open(
                        20,
                        "goes on from the end",
                        "lastId ? `/events?after=${encodeURIComponent(lastId)}` : \"/events\"",
                        "\"/events\""),
                open(
                        20,
                        "a button that does nothing",
                        """
                        pauseButton.addEventListener("click", pause);
                        """,
                        ""),
                open(
                        21,
                        "does not scroll",
                        """
                            log.scrollTop = log.scrollHeight;
                        """,
                        ""),
                open(
                        21,
                        "does not notice that the reader scrolls",
                        """
                        log.addEventListener("scroll", followScrolling);
                        """,
                        ""),
                open(
                        22,
                        "no filter",
                        """
                        filter.addEventListener("input", applyFilter);
                        """,
                        ""),
                open(
                        22,
                        "new lines are not filtered",
                        """
                          item.hidden = !isWanted(text);
                        """,
                        ""),
                open(
                        23,
                        "keeps all",
                        """
                          while (log.children.length > KEPT) {
                            log.firstElementChild.remove();
                          }
                        """,
                        ""));
    }
}
