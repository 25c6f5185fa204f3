package dev.drover.ui.logview;

import javafx.scene.paint.Color;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One page that needs nothing else: the colours of the lines as they are in the window, light or
 * dark as the reader's system is. JSON stands as it was written.
 */
final class HtmlRows implements RowWriter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
    private static final String HEAD =
            """
            <!DOCTYPE html>
            <html>
            <head>
            <meta charset="utf-8">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; }
            body { margin: 1em; background: light-dark(#ffffff, #0d1117); }
            main { font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap;
                overflow-wrap: anywhere; color: light-dark(#1f2328, #e6edf3); }
            div { padding-left: 8px; border-left: 3px solid transparent; min-height: 1.5em; }
            .e { border-color: light-dark(#cf222e, #f85149); }
            .w { border-color: light-dark(#9a6700, #d29922); }
            i { font-style: normal; color: light-dark(#59636e, #9198a1); margin-right: 1ch; }
            </style>
            </head>
            <body>
            <main>
            """;

    private final Writer file;
    private final Map<Integer, String> names;
    private final AnsiPalette light = new AnsiPalette(Color.web("#1f2328"), Color.web("#ffffff"));
    private final AnsiPalette dark = new AnsiPalette(Color.web("#e6edf3"), Color.web("#0d1117"));

    HtmlRows(Writer file, Map<Integer, String> names) {
        this.file = file;
        this.names = names;
    }

    @Override
    public void begin() throws IOException {
        file.write(HEAD.formatted(escape(String.join(", ", names.values()))));
    }

    @Override
    public void write(LogRow.Output row) throws IOException {
        LogRow.Output raw = row.shown(false, ZoneId.systemDefault());
        file.write("<div" + mark(raw) + ">");
        if (!raw.at().equals(Instant.EPOCH)) {
            file.write("<i>" + TIME.format(raw.at()) + "</i>");
        }
        if (names.size() > 1) {
            file.write("<i>" + escape(names.getOrDefault(raw.source(), "")) + "</i>");
        }
        int at = 0;
        for (StyleSpan span : raw.spans()) {
            file.write(escape(raw.text().substring(at, span.start())));
            file.write("<span style=\"" + css(span.style()) + "\">");
            file.write(escape(raw.text().substring(span.start(), span.end())));
            file.write("</span>");
            at = span.end();
        }
        file.write(escape(raw.text().substring(at)));
        file.write("</div>\n");
    }

    @Override
    public void end() throws IOException {
        file.write("</main>\n</body>\n</html>\n");
    }

    private static String mark(LogRow.Output row) {
        return switch (row.traits().level()) {
            case ERROR -> " class=e";
            case WARN -> " class=w";
            default -> "";
        };
    }

    private String css(SgrStyle style) {
        AnsiPalette.Paints inLight = light.paints(style);
        AnsiPalette.Paints inDark = dark.paints(style);
        List<String> words = new ArrayList<>();
        words.add("color:" + either(inLight.text(), inDark.text()));
        Color lightGround = inLight.background();
        Color darkGround = inDark.background();
        if (lightGround != null && darkGround != null) {
            words.add("background:" + either(lightGround, darkGround));
        }
        add(words, style.bold(), "font-weight:bold");
        add(words, style.italic(), "font-style:italic");
        String lines =
                (style.underline() ? "underline" : "")
                        + (style.strikethrough() ? " line-through" : "");
        add(words, !lines.isEmpty(), "text-decoration:" + lines.strip());
        return String.join(";", words);
    }

    private static void add(List<String> words, boolean wanted, String word) {
        if (wanted) {
            words.add(word);
        }
    }

    private static String either(Color light, Color dark) {
        return "light-dark(" + hex(light) + "," + hex(dark) + ")";
    }

    private static String hex(Color color) {
        return "#%02x%02x%02x"
                .formatted(
                        Math.round(color.getRed() * 255),
                        Math.round(color.getGreen() * 255),
                        Math.round(color.getBlue() * 255));
    }

    /** Control characters, which a page cannot hold, become their pictures. */
    private static String escape(String text) {
        StringBuilder safe = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\t' -> safe.append(c);
                default -> safe.append(c < ' ' ? (char) ('\u2400' + c) : c);
            }
        }
        return safe.toString();
    }
}
