package dev.drover.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.ExitWords;
import dev.drover.domain.Signal;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class ExitTextTest {

    private static final List<ExitStatus> ENDS =
            Stream.<ExitStatus>concat(
                            IntStream.rangeClosed(0, 255)
                                    .<ExitStatus>mapToObj(ExitStatus.Exited::new),
                            Stream.of(
                                    new ExitStatus.Signaled(Signal.SIGKILL, false),
                                    new ExitStatus.Signaled(Signal.SIGQUIT, true),
                                    new ExitStatus.Signaled(Signal.ofNumber(34), false),
                                    new ExitStatus.NeverStarted("no 100 % of memory"),
                                    new ExitStatus.Unknown("not recorded")))
                    .toList();

    @Test
    void englishIsWhatOtherClientsAreTold() {
        assertThat(ENDS)
                .allSatisfy(
                        end -> {
                            assertThat(ExitText.of(end)).isEqualTo(ExitWords.of(end));
                            assertThat(ExitText.brief(end)).isEqualTo(ExitWords.brief(end));
                        });
    }

    @Test
    void everySignalOfThisPlatformHasItsMeaning() {
        assertThat(Signal.all())
                .allSatisfy(
                        signal -> assertThat(ExitText.meaning(signal)).isEqualTo(signal.meaning()));
    }

    @Test
    void theMeaningsAreTranslated() {
        for (String language : List.of("ru", "zh")) {
            ResourceBundle texts =
                    ResourceBundle.getBundle(
                            "dev.drover.ui.common.strings",
                            Locale.of(language),
                            ExitText.class.getModule());
            assertThat(Signal.all())
                    .allSatisfy(
                            signal ->
                                    assertThat(texts.getString("signal." + signal.name()))
                                            .isNotEqualTo(signal.meaning()));
        }
    }
}
