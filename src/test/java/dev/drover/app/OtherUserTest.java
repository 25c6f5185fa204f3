package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.client.ProcessManager;
import dev.drover.client.Target;
import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ReadyPolicy;
import dev.drover.testing.NearTheRoot;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Services of a supervisor of root that name another user: PM2's {@code uid} and {@code gid}. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OtherUserTest {

    @TempDir(factory = NearTheRoot.class)
    private Path folder;

    private static final ReadyPolicy READY = new ReadyPolicy(true, Duration.ofSeconds(60));

    /** Says who it is, leaves a child in a session of its own, and answers messages. */
    private static final String SERVICE =
            """
            setsid sleep 1000 &
            echo "$(id -u) $(id -g) $(id -G) $HOME $!"
            exec node -e '
              process.on("message", m => process.send({type: "process:msg", data: m}));
              setInterval(() => {}, 1000);
              process.send("ready");'
            """;

    @BeforeEach
    void assumeRoot() {
        assumeTrue(
                System.getProperty("user.name").equals("root"),
                "only root can run a process as another user");
    }

    private static ProcessSpec service(KeptSupervisor kept, Map<String, Object> extra) {
        return kept.sh("web", SERVICE, b -> b.cwd(Path.of("/")).extra(extra).ready(READY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "65534"})
    void aServiceIsTheUserThatItNamesAndNoMore(String user) throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            ProcessDescription service = kept.start(service(kept, Map.of("uid", user)));

            assertThat(who(service)).startsWith("65534 65534 65534 /nonexistent ");
            assertThat(kept.answerOfTheFirst()).contains("n=1");
        }
    }

    @Test
    void aGroupMayBeNamedAlone() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            ProcessDescription service = kept.start(service(kept, Map.of("gid", "daemon")));

            assertThat(who(service)).startsWith("0 1 1 ");
        }
    }

    @Test
    void itOutlivesTheSupervisorAndEndsWithWhatItStarted() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor()) {
            ProcessDescription before = kept.start(service(kept, Map.of("uid", "nobody")));
            long child = Long.parseLong(who(before).split(" ")[4]);
            kept.kill();

            assertThat(kept.answerOfTheFirst()).contains("n=1");
            assertThat(kept.list().getFirst().pid()).isEqualTo(before.pid());
            try (ProcessManager manager = kept.connect()) {
                KeptSupervisor.get(manager.stop(Target.all()));
            }
            assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    @Test
    void aRestartKeepsTheUser() throws Exception {
        try (KeptSupervisor kept = new KeptSupervisor();
                ProcessManager manager = kept.connect()) {
            KeptSupervisor.get(manager.start(service(kept, Map.of("uid", "nobody"))));
            ProcessDescription again = KeptSupervisor.get(manager.restart(Target.all())).getFirst();

            assertThat(Files.readAllLines(again.spec().logs().out()))
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("65534 65534 65534 /nonexistent "));
        }
    }

    /** It could only run it with its own rights, and says so. */
    @Test
    void aSupervisorOfSomebodyElseRefuses() throws Exception {
        Home home = new Home(folder.resolve("h"));
        Files.createDirectory(home.root());
        for (Path path : List.of(folder, home.root())) {
            Files.setAttribute(path, "unix:uid", 65533);
        }
        try (SupervisorProcess supervisor =
                        new SupervisorProcess(
                                home.root(),
                                SupervisorLauncher.options(),
                                List.of(
                                        "setpriv",
                                        "--reuid=65533",
                                        "--regid=65533",
                                        "--clear-groups"));
                RawRpc rpc = ready(supervisor, home)) {
            Map<String, Object> config = new HashMap<>();
            config.put("name", "web");
            config.put("pm_exec_path", "/bin/sleep");
            config.put("args", List.of("1000"));
            config.put("exec_interpreter", "none");
            config.put("pm_cwd", "/");
            config.put("uid", 65534);
            config.put("gid", 65534);

            assertThat(rpc.call("prepare", config))
                    .contains("only a supervisor of root can do that, and this one is of 65533");
            assertThat(rpc.call("getMonitorData", Map.of())).contains("\"args\":[[]]");
        }
    }

    private static RawRpc ready(SupervisorProcess supervisor, Home home) throws Exception {
        assertThat(supervisor.nextLine()).isEqualTo("ready");
        return new RawRpc(home.rpcSocket());
    }

    private static String who(ProcessDescription service) throws Exception {
        return Files.readAllLines(service.spec().logs().out()).getFirst();
    }
}
