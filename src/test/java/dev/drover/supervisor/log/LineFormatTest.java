package dev.drover.supervisor.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.LogSettings;
import dev.drover.domain.LogStream;
import dev.drover.protocol.Json;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** S40: lines as JSON. */
class LineFormatTest {

    private static final LineFormat JSON =
            LineFormat.of(
                    new LogSettings(
                            Path.of("/o"),
                            Path.of("/e"),
                            Optional.empty(),
                            Optional.empty(),
                            true,
                            true,
                            false),
                    3,
                    "a\u001b[2Jb");

    private static byte[] format(byte[] lines) {
        return JSON.format(lines, lines.length, LogStream.OUT, Instant.EPOCH);
    }

    private static Map<?, ?> object(byte[] lines) throws Exception {
        return (Map<?, ?>) Json.parse(format(lines));
    }

    @Test
    void anyBytesComeBackAsTheyWere() throws Exception {
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[1 + random.nextInt(40)];
            random.nextBytes(bytes);
            Map<?, ?> object = object(bytes);
            byte[] back =
                    object.get("message_base64") instanceof String text
                            ? Base64.getDecoder().decode(text)
                            : ((String) object.get("message")).getBytes(StandardCharsets.UTF_8);
            assertThat(back).isEqualTo(bytes);
        }
    }

    @Test
    void whatIsTextIsThereOnce() throws Exception {
        byte[] bytes = "naïve \ufffd € \"quoted\" \\ 👋\n".getBytes(StandardCharsets.UTF_8);
        assertThat(object(bytes).get("message"))
                .isEqualTo(new String(bytes, StandardCharsets.UTF_8));
        assertThat(object(bytes).containsKey("message_base64")).isFalse();
    }

    @Test
    void noEscapeSequenceIsLeftForATerminal() throws Exception {
        String text = "\u001b]52;c;x\u0007 \u009b2J \u007f \u202e \u2028 \u0000\n";
        String line =
                new String(format(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        assertThat(line).endsWith("\n").hasLineCount(1);
        assertThat(line.strip().chars()).allMatch(c -> c >= ' ' && c < 0x7f);
        assertThat(object(text.getBytes(StandardCharsets.UTF_8)).get("message")).isEqualTo(text);
    }

    @Test
    void codesOfControlCharactersAreAsJavaScriptWritesThem() {
        String text = "\u001b[0m \\u001B \\\\u00AB \u000b\n";
        String line =
                new String(format(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        assertThat(line).contains("\\u001b[0m \\\\u001B \\\\\\\\u00AB \\u000b\\n\"");
    }
}
