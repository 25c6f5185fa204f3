package dev.drover.protocol.bus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class TopicPatternTest {

    @Test
    void starCapturesOneOrMoreCharacters() {
        TopicPattern pattern = new TopicPattern("log:*");
        assertThat(pattern.match("log:out")).contains(List.of("out"));
        assertThat(pattern.match("log:")).isEmpty();
        assertThat(pattern.match("xlog:out")).isEmpty();
    }

    @Test
    void eachStarHasItsCapture() {
        assertThat(new TopicPattern("*:*").match("process:event"))
                .contains(List.of("process", "event"));
    }

    @Test
    void otherCharactersStandForThemselves() {
        assertThat(new TopicPattern("a.b").match("axb")).isEmpty();
        assertThat(new TopicPattern("a.b").match("a.b")).contains(List.of());
    }
}
