package dev.drover.project;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of keys in JavaScript source. What Node made of the file has no lines any more, so each
 * key is looked for in the text: the nth use of a key in the exports is its nth place in the
 * source. Where the numbers differ, because a loop or a variable made the values, no line is
 * claimed.
 */
final class JsSource {

    private final Map<String, List<Integer>> places;
    private final Map<String, Integer> uses = new HashMap<>();
    private final Map<String, Integer> met = new HashMap<>();

    private JsSource(Map<String, List<Integer>> places) {
        this.places = places;
    }

    /** The exports with the lines that the source has for them; 0 where it cannot be told. */
    static Located locate(Located exports, String source) {
        JsSource lines = new JsSource(new Scanner(source).keys());
        lines.count(exports);
        return lines.located(exports, 0);
    }

    private void count(Located value) {
        switch (value) {
            case Located.Obj obj ->
                    obj.members()
                            .forEach(
                                    (key, member) -> {
                                        uses.merge(key, 1, Integer::sum);
                                        count(member);
                                    });
            case Located.Arr arr -> arr.items().forEach(this::count);
            case Located.Scalar _ -> {}
        }
    }

    private Located located(Located value, int line) {
        return switch (value) {
            case Located.Obj obj -> {
                Map<String, Located> members = new LinkedHashMap<>();
                Map<String, Integer> keyLines = new LinkedHashMap<>();
                obj.members()
                        .forEach(
                                (key, member) -> {
                                    int keyLine = next(key);
                                    keyLines.put(key, keyLine);
                                    members.put(key, located(member, keyLine));
                                });
                int own = keyLines.values().stream().filter(l -> l > 0).findFirst().orElse(line);
                yield new Located.Obj(members, keyLines, own);
            }
            case Located.Arr arr ->
                    new Located.Arr(
                            arr.items().stream().map(item -> located(item, line)).toList(), line);
            case Located.Scalar scalar -> new Located.Scalar(scalar.value(), line);
        };
    }

    private int next(String key) {
        int nth = met.merge(key, 1, Integer::sum);
        List<Integer> lines = places.getOrDefault(key, List.of());
        if (lines.size() == uses.getOrDefault(key, 0)) {
            return lines.get(nth - 1);
        }
        return lines.size() == 1 ? lines.getFirst() : 0;
    }

    /** Walks over the source and knows comments and texts from the rest. */
    private static final class Scanner {
        private final String source;
        private final Map<String, List<Integer>> keys = new HashMap<>();
        private int at;
        private int line = 1;

        Scanner(String source) {
            this.source = source;
        }

        /** The lines of every {@code key:}, by key. */
        Map<String, List<Integer>> keys() {
            char before = '{';
            while (at < source.length()) {
                char c = source.charAt(at);
                if (c == '/' && (peek(1) == '/' || peek(1) == '*')) {
                    skipComment();
                } else if (Character.isWhitespace(c)) {
                    step();
                } else if (c == '\'' || c == '"' || c == '`') {
                    int here = line;
                    note(quoted(c), here, before);
                    before = c;
                } else if (Character.isJavaIdentifierStart(c)) {
                    int from = at;
                    while (at < source.length()
                            && Character.isJavaIdentifierPart(source.charAt(at))) {
                        at++;
                    }
                    note(source.substring(from, at), line, before);
                    before = 'a';
                } else {
                    before = c;
                    step();
                }
            }
            return keys;
        }

        /** A name right after a brace or comma, and before a colon, is a key. */
        private void note(String name, int where, char before) {
            if (before != '{' && before != ',') {
                return;
            }
            int next = at;
            while (next < source.length() && Character.isWhitespace(source.charAt(next))) {
                next++;
            }
            boolean key = next < source.length() && source.charAt(next) == ':';
            if (key) {
                keys.computeIfAbsent(name, _ -> new ArrayList<>()).add(where);
            }
        }

        private String quoted(char quote) {
            StringBuilder text = new StringBuilder();
            step();
            while (at < source.length() && source.charAt(at) != quote) {
                if (source.charAt(at) == '\\') {
                    step();
                }
                if (at < source.length()) {
                    text.append(source.charAt(at));
                    step();
                }
            }
            step();
            return text.toString();
        }

        private void skipComment() {
            boolean block = peek(1) == '*';
            while (at < source.length()) {
                if (!block && source.charAt(at) == '\n') {
                    return;
                }
                if (block && source.charAt(at) == '*' && peek(1) == '/') {
                    at += 2;
                    return;
                }
                step();
            }
        }

        private char peek(int distance) {
            return at + distance < source.length() ? source.charAt(at + distance) : 0;
        }

        private void step() {
            if (at < source.length() && source.charAt(at) == '\n') {
                line++;
            }
            at++;
        }
    }
}
