package dev.drover.protocol.pm2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ReadyPolicy;
import dev.drover.domain.Signal;
import dev.drover.domain.StopPolicy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

class DaemonDefaultsTest {

    @Test
    void withoutVariablesTheyArePm2s() {
        assertThat(DaemonDefaults.of(Map.of()))
                .isEqualTo(
                        new DaemonDefaults(
                                StopPolicy.DEFAULT,
                                ReadyPolicy.DEFAULT,
                                "NODE_APP_INSTANCE",
                                Optional.empty(),
                                false));
    }

    @Test
    void eachVariableIsRead() {
        Map<String, String> environment =
                Map.of(
                        "PM2_KILL_SIGNAL", "SIGTERM",
                        "PM2_KILL_TIMEOUT", "400",
                        "PM2_KILL_USE_MESSAGE", "true",
                        "PM2_GRACEFUL_LISTEN_TIMEOUT", "9000",
                        "PM2_PROCESS_INSTANCE_VAR", "WHICH",
                        "PM2_LOG_DATE_FORMAT", "",
                        "PM2_ENABLE_GIT_PARSING", "true");

        assertThat(DaemonDefaults.of(environment))
                .isEqualTo(
                        new DaemonDefaults(
                                new StopPolicy(Signal.SIGTERM, Duration.ofMillis(400), true, true),
                                new ReadyPolicy(false, Duration.ofSeconds(9)),
                                "WHICH",
                                Optional.of(""),
                                true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-5", "soon", "1.5", "99999999999999999999"})
    void aTimeThatIsNoneCountsAsAbsent(String text) {
        assertThat(DaemonDefaults.of(Map.of("PM2_KILL_TIMEOUT", text)).stop())
                .isEqualTo(StopPolicy.DEFAULT);
    }

    @Test
    void aSignalThatIsNoneCountsAsAbsent() {
        assertThat(DaemonDefaults.of(Map.of("PM2_KILL_SIGNAL", "SIGNOPE")).stop())
                .isEqualTo(StopPolicy.DEFAULT);
    }
}
