package dev.drover.export;

import java.util.List;
import java.util.Map;

/** An XML property list, as plutil(1) writes it. */
final class PlistText {

    private static final String HEAD =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
            <plist version="1.0">
            """;

    private final StringBuilder text = new StringBuilder(HEAD);

    private PlistText() {}

    /** {@code value}: a Boolean, Number, String, List or Map of such. */
    static String of(Object value) {
        PlistText plist = new PlistText();
        plist.write(value, 0);
        return plist.text.append("</plist>\n").toString();
    }

    /** True for a text that XML 1.0 can hold. */
    static boolean canHold(String text) {
        return text.codePoints()
                .allMatch(
                        c ->
                                c == '\t'
                                        || c == '\n'
                                        || c >= ' ' && c <= 0xd7ff
                                        || c >= 0xe000 && c <= 0xfffd
                                        || c >= 0x10000);
    }

    private void write(Object value, int depth) {
        switch (value) {
            case Boolean flag -> line(depth, flag ? "<true/>" : "<false/>");
            case Number number -> line(depth, "<integer>" + number + "</integer>");
            case List<?> list -> {
                line(depth, "<array>");
                list.forEach(item -> write(item, depth + 1));
                line(depth, "</array>");
            }
            case Map<?, ?> map -> {
                line(depth, "<dict>");
                map.forEach(
                        (key, item) -> {
                            line(depth + 1, "<key>" + escaped(key) + "</key>");
                            write(item, depth + 1);
                        });
                line(depth, "</dict>");
            }
            default -> line(depth, "<string>" + escaped(value) + "</string>");
        }
    }

    private void line(int depth, String content) {
        text.append("\t".repeat(depth)).append(content).append('\n');
    }

    private static String escaped(Object value) {
        return String.valueOf(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
