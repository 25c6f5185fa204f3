package dev.drover.protocol.pm2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ReadyPolicy;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.Signal;
import dev.drover.domain.StopPolicy;
import dev.drover.domain.Triggers;
import dev.drover.protocol.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class SpecFieldsTest {

    private static final Home HOME = new Home(Path.of("/home/u/.pm2"));

    /** The request of {@code pm2 start tick.js --name tick}, spec/pm2.md section 3.1. */
    private static final String TICK =
            """
            {"name":"tick","filter_env":[],"namespace":"default",
             "env":{"PATH":"/bin","PWD":"/home/u/apps","PM2_USAGE":"CLI","N":5,"tick":{}},
             "merge_logs":true,"vizion":true,"autostart":true,"autorestart":true,"watch":false,
             "instance_var":"NODE_APP_INSTANCE","pmx":true,"automation":true,"treekill":true,
             "username":"root","windowsHide":true,"kill_retry_time":100,"node_args":[],
             "pm_exec_path":"/home/u/apps/tick.js","pm_cwd":"/home/u/apps",
             "exec_interpreter":"node","exec_mode":"fork_mode","instances":1,
             "pm_out_log_path":"/home/u/.pm2/logs/tick-out.log",
             "pm_err_log_path":"/home/u/.pm2/logs/tick-error.log",
             "pm_pid_path":"/home/u/.pm2/pids/tick.pid","km_link":false}\
            """;

    private static Map<String, Object> tick() throws Exception {
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) Json.parse(TICK.getBytes(StandardCharsets.UTF_8)))
                .forEach((key, value) -> map.put(String.valueOf(key), value));
        return map;
    }

    private static Map<String, Object> tickWith(String key, Object value) throws Exception {
        Map<String, Object> map = tick();
        map.put(key, value);
        return map;
    }

    @Test
    void whatTheWatcherOfPm2IsToldToIgnoreTakesThePlaceOfTheOption() throws Exception {
        Map<String, Object> map = tickWith("ignore_watch", List.of("a"));
        map.put("watch", List.of("src"));
        assertThat(TriggerFields.read(SpecFields.decode(map, HOME)).ignored()).containsExactly("a");

        map.put("watch_options", Map.of("ignored", List.of("b"), "depth", 1));

        assertThat(TriggerFields.read(SpecFields.decode(map, HOME)).ignored()).containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[\"\"]"})
    void aWatchOfNothingInParticularIsOneOfTheFolder(String watch) throws Exception {
        Object parsed = Json.parse(watch.getBytes(StandardCharsets.UTF_8));
        ProcessSpec spec = SpecFields.decode(tickWith("watch", parsed), HOME);

        assertThat(TriggerFields.read(spec).watched()).containsExactly(spec.cwd());
    }

    @Test
    void aWatchOfAnEmptyTextIsNone() throws Exception {
        ProcessSpec spec = SpecFields.decode(tickWith("watch", ""), HOME);

        assertThat(TriggerFields.read(spec).watched()).isEmpty();
    }

    @Test
    void aWatchedPathWithAnExclamationMarkIsIgnored() throws Exception {
        Map<String, Object> map = tickWith("watch", List.of(".", "!logs"));
        map.put("ignore_watch", List.of("a"));

        Triggers triggers = TriggerFields.read(SpecFields.decode(map, HOME));

        assertThat(triggers.watched()).containsExactly(Path.of("/home/u/apps"));
        assertThat(triggers.ignored()).containsExactly("a", "logs");
    }

    @Test
    void exitCodesAreListedInTheOrderInWhichTheyWereGiven() throws Exception {
        List<Integer> codes = List.of(9, 1, 8, 2, 7, 3, 6, 4, 5);
        ProcessSpec spec = SpecFields.decode(tick(), HOME);
        RestartPolicy policy = spec.restart().withStopExitCodes(new LinkedHashSet<>(codes));

        assertThat(SpecFields.encode(spec.toBuilder().restart(policy).build()))
                .containsEntry("stop_exit_codes", codes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "[0.5]", "4294967296", "[0.5, 1.5]"})
    void anExitCodeThatNoProcessHasIsNoOther(String codes) throws Exception {
        Map<String, Object> map = tick();
        map.put("stop_exit_codes", Json.parse(codes.getBytes(StandardCharsets.UTF_8)));

        assertThat(SpecFields.decode(map, HOME).restart().stopExitCodes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "3abc", "3.7", "+3", " 3", "003", "3,4"})
    void anExitCodeIsWhatParseIntMakesOfItsText(String code) throws Exception {
        List<Object> codes = List.of(code, 9);
        ProcessSpec spec = SpecFields.decode(tickWith("stop_exit_codes", codes), HOME);

        assertThat(spec.restart().stopExitCodes()).containsExactly(3, 9);
        assertThat(SpecFields.encode(spec)).containsEntry("stop_exit_codes", codes);
    }

    @Test
    void aTimeLimitOfNothingIsListedAndIsTheUsualOne() throws Exception {
        Map<String, Object> map = tick();
        map.put("kill_timeout", 0);
        map.put("listen_timeout", 0);

        ProcessSpec spec = SpecFields.decode(map, HOME);

        assertThat(spec.stop().timeout()).isEqualTo(StopPolicy.DEFAULT.timeout());
        assertThat(spec.ready().timeout()).isEqualTo(ReadyPolicy.DEFAULT.timeout());
        assertThat(SpecFields.encode(spec))
                .containsEntry("kill_timeout", 0)
                .containsEntry("listen_timeout", 0);
    }

    @Test
    void aLimitOfRestartsThatNobodyReachesIsNone() throws Exception {
        Map<String, Object> map = tick();
        map.put("max_restarts", 1e12);

        assertThat(SpecFields.decode(map, HOME).restart().maxRestarts())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void capturedRequestIsUnderstood() throws Exception {
        ProcessSpec spec = SpecFields.decode(tick(), HOME);
        assertThat(spec.name()).isEqualTo("tick");
        assertThat(spec.script()).isEqualTo(Path.of("/home/u/apps/tick.js"));
        assertThat(spec.interpreter()).isEqualTo("node");
        assertThat(spec.env())
                .containsExactly(
                        Map.entry("PATH", "/bin"),
                        Map.entry("PWD", "/home/u/apps"),
                        Map.entry("PM2_USAGE", "CLI"),
                        Map.entry("N", "5"));
        assertThat(spec.restart()).isEqualTo(RestartPolicy.DEFAULT);
        assertThat(spec.stop()).isEqualTo(StopPolicy.DEFAULT);
        assertThat(spec.logs().merge()).isTrue();
        assertThat(spec.extra())
                .containsEntry("vizion", true)
                .containsEntry("kill_retry_time", 100);
    }

    @Test
    void specificationComesBackAsItWas() throws Exception {
        ProcessSpec spec =
                SpecFields.decode(tick(), HOME).toBuilder()
                        .args(List.of("a b", ""))
                        .restart(
                                new RestartPolicy(
                                        false,
                                        Duration.ofMillis(250),
                                        3,
                                        Duration.ofSeconds(2),
                                        Optional.of(Duration.ofMillis(100)),
                                        Set.of(0, 7),
                                        Optional.of(1L << 40)))
                        .stop(new StopPolicy(Signal.SIGTERM, Duration.ofSeconds(9), false, true))
                        .build();
        assertThat(SpecFields.decode(SpecFields.encode(spec), HOME)).isEqualTo(spec);
    }

    /** 1e300 is what {@code kill_timeout: Number.MAX_VALUE} and the like come as. */
    @Test
    void timesBeyondAllMeasureCountAsLongOnesThatClocksCanCount() throws Exception {
        for (Object endless : List.of(1e300, Long.MAX_VALUE, "999999999999999999")) {
            ProcessSpec spec = SpecFields.decode(tickWith("kill_timeout", endless), HOME);
            assertThat(spec.stop().timeout()).isEqualTo(Duration.ofDays(36_500));
            assertThat(System.nanoTime() + spec.stop().timeout().toNanos()).isPositive();
        }
    }

    @Test
    void numbersMayComeAsText() throws Exception {
        assertThat(SpecFields.decode(tickWith("kill_timeout", "77"), HOME).stop().timeout())
                .isEqualTo(Duration.ofMillis(77));
    }

    @Test
    void wrongTypeIsOneSentenceThatNamesTheKey() throws Exception {
        Map<String, Object> config = tickWith("max_restarts", Map.of());
        assertThatThrownBy(() -> SpecFields.decode(config, HOME))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage(
                        "The app configuration has an object in \"max_restarts\"; it must be a"
                                + " number.");
    }

    @Test
    void whatIsNoConfigurationIsRefused() {
        for (Object config : Arrays.asList(null, Map.of(), List.of(), "x", 5)) {
            assertThatThrownBy(() -> SpecFields.decode(config, HOME))
                    .isInstanceOf(InvalidOptionException.class);
        }
    }

    @Test
    void variableThatIsCopiedToTheTopLevelIsNotAnOption() throws Exception {
        ProcessSpec spec = SpecFields.decode(tickWith("PATH", "/bin"), HOME);
        assertThat(spec.extra()).doesNotContainKey("PATH");
    }

    /** Clients list a module apart, do not save it, and leave it alone when they mean "all". */
    @Test
    void aModuleStaysMarkedAsOne() throws Exception {
        ProcessSpec spec = SpecFields.decode(tickWith("pmx_module", true), HOME);
        assertThat(SpecFields.encode(spec)).containsEntry("pmx_module", true);
    }

    @Test
    void restartMergesCurrentConfAndEnvironment() throws Exception {
        ProcessSpec spec = SpecFields.decode(tick(), HOME);
        Map<String, Object> env = new LinkedHashMap<>();
        env.put("COLOR", "red");
        env.put("tick", Map.of());
        env.put("updateEnv", true);
        env.put("current_conf", Map.of("kill_timeout", 500, "env", Map.of(), "km_link", "null"));
        ProcessSpec merged = Arguments.merge(spec, env, HOME);
        assertThat(merged.env()).containsEntry("COLOR", "red").containsEntry("PATH", "/bin");
        assertThat(merged.env()).doesNotContainKeys("tick", "updateEnv");
        assertThat(merged.stop().timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(merged.extra()).doesNotContainKey("km_link");
    }

    /** A restart from a file that declares variables also sends all those of the caller. */
    @Test
    void variablesOfAFileComeInsteadOfThoseOfTheCaller() throws Exception {
        ProcessSpec spec = SpecFields.decode(tick(), HOME);
        Map<String, Object> env = new LinkedHashMap<>();
        env.put("COLOR", "red");
        env.put("PATH", "/elsewhere");
        env.put("current_conf", Map.of("env", Map.of("DECLARED", 1)));
        assertThat(Arguments.merge(spec, env, HOME).env())
                .containsEntry("DECLARED", "1")
                .containsEntry("PATH", "/bin")
                .doesNotContainKey("COLOR");
    }

    /** PM2's client tells the default with each restart that names no file. */
    @Test
    void anInstanceKeepsTheVariableOfItsNumber() throws Exception {
        ProcessSpec spec = SpecFields.decode(tickWith("instance_var", "INSTANCE_ID"), HOME);
        Map<String, Object> env =
                Map.of("current_conf", Map.of("instance_var", "NODE_APP_INSTANCE"));
        assertThat(SpecFields.instanceVar(Arguments.merge(spec, env, HOME)))
                .isEqualTo("INSTANCE_ID");
    }

    @Test
    void plainRestartChangesNothing() throws Exception {
        ProcessSpec spec = SpecFields.decode(tick(), HOME);
        Map<String, Object> env = new LinkedHashMap<>();
        env.put("current_conf", Map.of("env", Map.of(), "merge_logs", true, "username", "root"));
        env.put("tick", Map.of());
        assertThat(Arguments.merge(spec, env, HOME)).isEqualTo(spec);
    }
}
