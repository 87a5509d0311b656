package workbook.checker.wire;

import java.util.ArrayList;
import java.util.List;
import workbook.checker.http.Bytes;
import workbook.checker.http.HeaderField;

/** Writes a request as a line that can be pasted into a terminal. */
final class CurlLine {
    private CurlLine() {}

    static String of(WireRequest request) {
        List<String> words = new ArrayList<>(List.of("curl", "-iN"));
        if (request.version().equals("HTTP/1.0")) {
            words.add("--http1.0");
        } else if (request.isTls()) {
            words.add("--http1.1");
        }
        addMethod(words, request);
        addHeaders(words, request);
        String source = addBody(words, request);
        String url = request.uri().toASCIIString();
        if (url.matches(".*[\\[\\]{}].*")) {
            // Without -g, curl takes brackets for a range of URLs.
            words.add("-g");
        }
        if (url.contains("/.")) {
            words.add("--path-as-is");
        }
        words.add(ShellWord.quote(Bytes.ofLatin1(url)));
        return source + String.join(" ", words) + warning(request);
    }

    private static void addMethod(List<String> words, WireRequest request) {
        switch (request.method()) {
            case "HEAD" -> words.add("-I");
            case "GET" -> {
                if (request.sendsBody()) {
                    words.addAll(List.of("-X", "GET"));
                }
            }
            // --data-binary implies POST.
            case "POST" -> {}
            default -> words.addAll(List.of("-X", ShellWord.quote(Bytes.ofLatin1(request.method()))));
        }
    }

    private static void addHeaders(List<String> words, WireRequest request) {
        for (HeaderField field : request.headers()) {
            // To curl "Name:" means "leave this field out", and "Name;" is the way to send it empty.
            String line = field.value().isEmpty() ? field.name() + ";" : field.name() + ": " + field.value();
            words.addAll(List.of("-H", ShellWord.quote(Bytes.ofLatin1(line.replace("\0", "")))));
        }
        if (request.sendsBody() && !request.given("Content-Type")) {
            words.addAll(List.of("-H", "Content-Type:"));
        }
    }

    /** @return what must stand in front of curl */
    private static String addBody(List<String> words, WireRequest request) {
        if (!request.sendsBody()) {
            return "";
        }
        String text = request.body().latin1();
        if (text.indexOf('\0') >= 0 || text.indexOf('\n') >= 0) {
            // No argument of a program can hold a NUL, and a line must stay one.
            words.addAll(List.of("--data-binary", "@-"));
            return ShellLine.printing(request.body()) + " | ";
        }
        // --data-binary would read the file of that name.
        words.add(text.startsWith("@") ? "--data-raw" : "--data-binary");
        words.add(ShellWord.quote(request.body()));
        return "";
    }

    private static String warning(WireRequest request) {
        boolean nul = request.headers().stream().anyMatch(field -> field.value().indexOf('\0') >= 0);
        return nul ? " # without the NUL in a header, which curl cannot send" : "";
    }
}
