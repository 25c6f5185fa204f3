package dev.drover.project;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the apps of an ecosystem file in JSON are written.
 *
 * @param place where another one goes
 */
record EcosystemSpans(List<App> apps, Place place) {

    /**
     * One app.
     *
     * @param name its own, or that of its script
     * @param begin of its first character
     * @param end behind its last character
     * @param indent what its line begins with
     */
    record App(String name, int begin, int end, String indent) {}

    /** Where an app is added. */
    sealed interface Place {

        /** Behind the last one of a list. */
        record After(int end) implements Place {}

        /** Behind the bracket of a list that has none. */
        record InEmptyList(int begin, String indent) implements Place {}

        /** The one app that stands there becomes the first of a list. */
        record InsteadOfOne(int begin, int end, String indent) implements Place {}

        /**
         * Behind the brace of an object that has no list of apps.
         *
         * @param others whether it has anything else
         */
        record NoList(int begin, boolean others) implements Place {}
    }

    /**
     * @throws NotEditableException when the text is no ecosystem file
     */
    static EcosystemSpans of(String text) throws NotEditableException {
        try {
            Located root = JsonText.read(text);
            try (JsonParser parser = JsonText.parser(text)) {
                parser.nextToken();
                return new Reader(text, parser).root(root);
            }
        } catch (MalformedFileException e) {
            throw new NotEditableException(e.problem());
        } catch (IOException e) {
            throw new NotEditableException(new Problem(0, String.valueOf(e.getMessage())));
        }
    }

    private record Reader(String text, JsonParser parser) {

        EcosystemSpans root(Located root) throws IOException, NotEditableException {
            return switch (root) {
                case Located.Arr _ -> list();
                case Located.Obj obj when isOneApp(obj) -> one();
                case Located.Obj obj -> members(obj);
                case Located.Scalar scalar ->
                        throw new NotEditableException(
                                new Problem(
                                        scalar.line(),
                                        "an ecosystem file must be an object or a list, but this"
                                                + " is "
                                                + scalar.kind()
                                                + "."));
            };
        }

        private static boolean isOneApp(Located.Obj obj) {
            return !obj.members().containsKey("apps")
                    && obj.members().keySet().stream()
                            .anyMatch(
                                    key -> AppOption.of(key).equals(Optional.of(AppOption.SCRIPT)));
        }

        private EcosystemSpans members(Located.Obj root) throws IOException, NotEditableException {
            int begin = end();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean apps = parser.currentName().equals("apps");
                JsonToken value = parser.nextToken();
                if (apps && value == JsonToken.START_ARRAY) {
                    return list();
                } else if (apps && value == JsonToken.START_OBJECT) {
                    return one();
                } else if (apps) {
                    throw new NotEditableException(
                            new Problem(root.line("apps"), "\"apps\" must be a list."));
                }
                parser.skipChildren();
            }
            return new EcosystemSpans(
                    List.of(), new Place.NoList(begin, !root.members().isEmpty()));
        }

        private EcosystemSpans list() throws IOException {
            int begin = end();
            String indent = indent(begin - 1);
            List<App> apps = new ArrayList<>();
            int last = begin;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    apps.add(app());
                } else {
                    parser.skipChildren();
                }
                last = end();
            }
            return new EcosystemSpans(
                    apps,
                    apps.isEmpty() ? new Place.InEmptyList(begin, indent) : new Place.After(last));
        }

        private EcosystemSpans one() throws IOException {
            App app = app();
            return new EcosystemSpans(
                    List.of(app), new Place.InsteadOfOne(app.begin(), app.end(), app.indent()));
        }

        private App app() throws IOException {
            int begin = (int) parser.currentTokenLocation().getCharOffset();
            String name = "";
            String script = "";
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                if (key.equals("name")) {
                    name = parser.getText();
                } else if (key.equals("script")) {
                    script = parser.getText();
                }
                parser.skipChildren();
            }
            return new App(name.isEmpty() ? ofScript(script) : name, begin, end(), indent(begin));
        }

        /** PM2 calls an app without a name by its script. */
        private static String ofScript(String script) {
            String file = script.substring(script.lastIndexOf('/') + 1);
            int dot = file.lastIndexOf('.');
            return dot > 0 ? file.substring(0, dot) : file;
        }

        /** Behind the present token. */
        private int end() {
            return (int) parser.currentLocation().getCharOffset();
        }

        private String indent(int at) {
            int line = text.lastIndexOf('\n', at - 1) + 1;
            int end = line;
            while (end < at && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
                end++;
            }
            return text.substring(line, end);
        }
    }
}
