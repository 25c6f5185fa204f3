package dev.drover.export;

import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * YAML that parsers of 1.1 and 1.2 read alike: every text that any of them might take for something
 * else is in quotes.
 */
final class YamlWriter {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/_][A-Za-z0-9_./-]*");

    /** What YAML 1.1 reads as truth values and null. */
    private static final Set<String> OTHERWISE =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private static final DumpSettings SETTINGS =
            DumpSettings.builder()
                    .setDefaultFlowStyle(FlowStyle.BLOCK)
                    .setIndicatorIndent(2)
                    .setIndentWithIndicator(true)
                    .setSplitLines(false)
                    .setMaxSimpleKeyLength(1024)
                    .setDereferenceAliases(true)
                    .build();

    private YamlWriter() {}

    /** {@code value}: a Boolean, Number, String, List or Map of such. */
    static String write(Object value) {
        return new Dump(SETTINGS, new Careful()).dumpToString(value);
    }

    private static final class Careful extends StandardRepresenter {

        Careful() {
            super(SETTINGS);
            representers.put(
                    String.class,
                    text -> representScalar(Tag.STR, (String) text, style((String) text)));
        }

        private static ScalarStyle style(String text) {
            boolean plain =
                    PLAIN.matcher(text).matches()
                            && !OTHERWISE.contains(text.toLowerCase(Locale.ROOT));
            return plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED;
        }
    }
}
