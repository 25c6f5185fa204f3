package dev.drover.protocol.pm2;

import dev.drover.domain.ReadyPolicy;
import dev.drover.domain.Signal;
import dev.drover.domain.StopPolicy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What holds for services that do not say otherwise: PM2's defaults, or what the variables of the
 * process say that reads or runs them (spec/pm2.md section 2.9). A value that makes no sense counts
 * as absent.
 *
 * @param stop {@code PM2_KILL_SIGNAL}, {@code PM2_KILL_TIMEOUT}, {@code PM2_KILL_USE_MESSAGE}
 * @param ready {@code PM2_GRACEFUL_LISTEN_TIMEOUT}
 * @param instanceVar {@code PM2_PROCESS_INSTANCE_VAR}
 * @param logDateFormat {@code PM2_LOG_DATE_FORMAT}: pattern of the times in the supervisor's own
 *     log; an empty text: none
 * @param gitParsing {@code PM2_ENABLE_GIT_PARSING}: whether git is asked about each service's
 *     folder
 */
public record DaemonDefaults(
        StopPolicy stop,
        ReadyPolicy ready,
        String instanceVar,
        Optional<String> logDateFormat,
        boolean gitParsing) {

    /** Those of this process. */
    public static final DaemonDefaults OF_THIS_PROCESS = of(System.getenv());

    /** Those that an environment says. */
    public static DaemonDefaults of(Map<String, String> environment) {
        StopPolicy plain = StopPolicy.DEFAULT;
        StopPolicy stop =
                new StopPolicy(
                        Optional.ofNullable(environment.get("PM2_KILL_SIGNAL"))
                                .flatMap(Signal::find)
                                .orElse(plain.signal()),
                        millis(environment, "PM2_KILL_TIMEOUT").orElse(plain.timeout()),
                        plain.treekill(),
                        !environment.getOrDefault("PM2_KILL_USE_MESSAGE", "").isEmpty());
        Duration listen =
                millis(environment, "PM2_GRACEFUL_LISTEN_TIMEOUT")
                        .orElse(ReadyPolicy.DEFAULT.timeout());
        String variable = environment.getOrDefault("PM2_PROCESS_INSTANCE_VAR", "");
        return new DaemonDefaults(
                stop,
                new ReadyPolicy(false, listen),
                variable.isEmpty() ? "NODE_APP_INSTANCE" : variable,
                Optional.ofNullable(environment.get("PM2_LOG_DATE_FORMAT")),
                "true".equals(environment.get("PM2_ENABLE_GIT_PARSING")));
    }

    /** A whole number above zero, as in PM2. */
    private static Optional<Duration> millis(Map<String, String> environment, String name) {
        String text = environment.getOrDefault(name, "");
        boolean number = text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number && !text.isEmpty() && Integer.parseInt(text) > 0
                ? Optional.of(Duration.ofMillis(Integer.parseInt(text)))
                : Optional.empty();
    }
}
