package dev.drover.ui.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Cause;
import dev.drover.domain.EndMeaning;
import dev.drover.domain.EndWords;
import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RunEnd;
import dev.drover.domain.Signal;
import dev.drover.ui.common.ViewLoader;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Every way of dying has its sentence in every language of the window. */
class EndTextTest {

    private static final ProcessSpec SHELL = spec("/bin/bash");
    private static final ProcessSpec NODE = spec("/usr/bin/node");

    /** What the sentences hold that is nobody's language. */
    private static final Pattern NAMES =
            Pattern.compile(
                    "\"shutdown\"|“shutdown”|«shutdown»|SIG[A-Z0-9]+|Drover('s)?|Node|PM2|pm2|pid"
                            + "|PATH|DLL|Java|JVM|MB|id|await|shell|Ctrl\\+[CTZ]|0x[0-9A-F]{8}"
                            + "|E[A-Z0-9]{3,}|X[a-z]+X");

    private static final Pattern ENGLISH = Pattern.compile("[A-Za-z]{2,}");

    private final Locale before = Locale.getDefault();

    /** One way; {@code values} must be in the sentence. */
    private record Way(RunEnd end, ProcessSpec spec, List<String> values) {

        EndMeaning meaning() {
            return EndMeaning.of(end, spec);
        }
    }

    private static ProcessSpec spec(String interpreter) {
        return ProcessSpec.builder(Path.of("/home"), "app", Path.of("/app/app"))
                .interpreter(interpreter)
                .build();
    }

    private static RunEnd end(
            ExitStatus exit, Cause cause, Optional<Duration> killed, boolean oom, String... lines) {
        return new RunEnd(
                Instant.EPOCH, exit, cause, List.of(lines), OptionalLong.empty(), killed, oom);
    }

    private static Way way(ExitStatus exit, ProcessSpec spec, String... values) {
        RunEnd end = end(exit, new Cause.OwnExit(), Optional.empty(), false);
        return new Way(end, spec, List.of(values));
    }

    private static Way exited(int code, ProcessSpec spec) {
        return way(new ExitStatus.Exited(code), spec);
    }

    private static List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        IntStream.rangeClosed(0, 255).forEach(code -> ways.add(exited(code, SHELL)));
        IntStream.rangeClosed(0, 255).forEach(code -> ways.add(exited(code, NODE)));
        EndMeaning.WINDOWS_CODES.forEach(code -> ways.add(exited(code, SHELL)));
        for (Signal signal : Signal.all()) {
            ways.add(way(new ExitStatus.Signaled(signal, false), SHELL, signal.name()));
            ways.add(way(new ExitStatus.Signaled(signal, true), SHELL, signal.name()));
        }
        ways.add(way(new ExitStatus.Signaled(Signal.ofNumber(34), false), SHELL, "SIG34"));
        ways.add(
                way(
                        new ExitStatus.NeverStarted(
                                "Cannot start 'XfileX' in folder 'XfolderX': the program does not"
                                        + " exist (ENOENT)."),
                        SHELL,
                        "XfileX",
                        "XfolderX"));
        ways.add(way(new ExitStatus.Unknown("it ended while no supervisor ran"), SHELL));
        ExitStatus one = new ExitStatus.Exited(1);
        Cause own = new Cause.OwnExit();
        ways.add(withLine(one, "Error: XwordX", "Error: XwordX"));
        ways.add(withLine(one, "XlastX", "XlastX"));
        ExitStatus killed = new ExitStatus.Signaled(Signal.SIGKILL, false);
        ways.add(new Way(end(killed, own, Optional.empty(), true), SHELL, List.of()));
        ways.addAll(askedFor());
        return ways;
    }

    private static Way withLine(ExitStatus exit, String line, String value) {
        return new Way(
                end(exit, new Cause.OwnExit(), Optional.empty(), false, line),
                NODE,
                List.of(value));
    }

    private static List<Way> askedFor() {
        ExitStatus killed = new ExitStatus.Signaled(Signal.SIGKILL, false);
        List<Way> ways = new ArrayList<>();
        for (Optional<Duration> after :
                List.of(Optional.<Duration>empty(), Optional.of(Duration.ofMillis(1600)))) {
            List<Cause> causes =
                    List.of(
                            new Cause.ByUser("Drover's window"),
                            new Cause.ByUser("pm2 client, pid 812"),
                            new Cause.ByUser("XotherX"),
                            new Cause.FileChanged("XfileX"),
                            new Cause.Cron("0 4 * * *"),
                            new Cause.MemoryLimit(512 << 20, 500 << 20),
                            new Cause.Crash(killed),
                            new Cause.Restored(),
                            new Cause.Adopted(),
                            new Cause.Shutdown());
            causes.forEach(
                    cause -> ways.add(new Way(end(killed, cause, after, false), SHELL, List.of())));
        }
        ways.add(
                new Way(
                        end(
                                new ExitStatus.Exited(1),
                                new Cause.PortTaken(
                                        3000,
                                        "pid 7 (XnodeX), an orphan that run 4 of this entry left"
                                                + " behind"),
                                Optional.empty(),
                                false),
                        NODE,
                        List.of("3000", "pid 7 (XnodeX)", "4")));
        return ways;
    }

    @AfterEach
    void givesTheLanguageBack() {
        Locale.setDefault(before);
    }

    private static String sentence(Way way) {
        return new EndText(ViewLoader.texts(EndText.class)).sentence(way.end(), way.spec());
    }

    @Test
    void theWaysAreAllThereAre() {
        assertThat(ways().stream().map(way -> (Object) way.meaning().getClass()))
                .contains((Object[]) EndMeaning.class.getPermittedSubclasses());
        assertThat(ways().stream().map(way -> (Object) way.end().cause().getClass()))
                .contains((Object[]) Cause.class.getPermittedSubclasses());
        assertThat(ways().stream().map(way -> (Object) way.end().exit().getClass()))
                .contains((Object[]) ExitStatus.class.getPermittedSubclasses());
    }

    @Test
    void englishIsWhatOtherClientsAreTold() {
        assertThat(ways().stream().map(EndTextTest::sentence))
                .containsExactlyElementsOf(
                        ways().stream()
                                .map(way -> EndWords.sentence(way.end(), way.spec()))
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "ru"})
    void nothingEnglishIsLeftAndNothingIsMissing(String language) {
        Locale.setDefault(Locale.forLanguageTag(language));
        assertThat(ways().stream().filter(EndTextTest::isWrong).map(EndTextTest::sentence))
                .isEmpty();
    }

    private static boolean isWrong(Way way) {
        String said = sentence(way);
        String ours = said;
        for (String value : way.values()) {
            ours = ours.replace(value, "");
        }
        return said.contains("%")
                || !way.values().stream().allMatch(said::contains)
                || ENGLISH.matcher(NAMES.matcher(ours).replaceAll("")).find();
    }
}
