package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ofMillis;

import dev.drover.client.ProcessManager;
import dev.drover.client.ProcessManagers;
import dev.drover.client.ProcessReport;
import dev.drover.client.Target;
import dev.drover.domain.Home;
import dev.drover.domain.LogSettings;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ReadyPolicy;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.StopPolicy;
import dev.drover.project.ProjectDefinition;
import dev.drover.project.ProjectFile;
import dev.drover.testing.WindowTest;
import dev.drover.ui.common.Prompts;
import dev.drover.ui.snapshot.Snapshots;
import dev.drover.ui.startprocess.SaveDefinitions;
import dev.drover.ui.startprocess.SavePlace;
import dev.drover.ui.startprocess.StartProcessContext;
import dev.drover.ui.testing.RecordingSurroundings;

import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.Start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** Definitions of real services, saved to files that Drover and PM2's own program read again. */
@ExtendWith(WindowTest.class)
class SaveDefinitionsUITest {

    private final RecordingSurroundings user = new RecordingSurroundings();
    private final List<String> asked = new ArrayList<>();
    private final Deque<Path> places = new ArrayDeque<>();
    private Stage owner;
    private NpmPm2Home pm2;
    private ProcessManager manager;
    private SaveDefinitions saving;

    @Start
    void start(Stage stage) {
        owner = stage;
    }

    @BeforeEach
    void open() throws Exception {
        pm2 = new NpmPm2Home();
        manager = ProcessManagers.connect(new Home(pm2.home)).get();
        StartProcessContext context =
                new StartProcessContext(
                        pm2.home,
                        Map.of("PATH", System.getenv("PATH")),
                        pm2.apps,
                        _ -> new CompletableFuture<>(),
                        _ -> {},
                        _ -> {},
                        new NoChooser(),
                        Executors.newVirtualThreadPerTaskExecutor());
        saving = new SaveDefinitions(context, new Places(), user, user);
    }

    /** Takes the next file, and writes down whether it was to be a new one. */
    private final class Places implements SavePlace {
        @Override
        public Optional<Path> chooseNew(javafx.stage.Window owner, Path folder, String name) {
            asked.add("new " + name);
            return Optional.ofNullable(places.poll());
        }

        @Override
        public Optional<Path> chooseExisting(javafx.stage.Window owner, Path folder) {
            asked.add("existing");
            return Optional.ofNullable(places.poll());
        }
    }

    /** Nothing is chosen by the dialogs that this test does not open. */
    private static final class NoChooser implements dev.drover.ui.startprocess.PathChooser {
        @Override
        public Optional<Path> chooseFile(javafx.stage.Window owner, Path initialFolder) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> chooseFolder(javafx.stage.Window owner, Path initialFolder) {
            return Optional.empty();
        }
    }

    @AfterEach
    void close() throws Exception {
        manager.close();
        pm2.close();
    }

    private List<ProcessDescription> services() throws Exception {
        ProcessSpec api =
                ProcessSpec.builder(pm2.home, "api", pm2.apps.resolve("app.js"))
                        .interpreter("node")
                        .cwd(pm2.apps)
                        .namespace("shop")
                        .args(List.of("--port", "80 80"))
                        .env(
                                Map.of(
                                        "PATH",
                                        System.getenv("PATH"),
                                        "MODE",
                                        "fast",
                                        "SHLVL",
                                        "1",
                                        "api",
                                        "{}",
                                        "API_KEY",
                                        "s3cret"))
                        .build();
        manager.start(api).get();
        manager.scale("api", 2).get();
        manager.schedule(Target.name("api"), Optional.of("0 3 1 1 *")).get();
        return manager.list().get();
    }

    private void save(List<ProcessDescription> chosen, Path... chosenFiles) throws Exception {
        places.addAll(List.of(chosenFiles));
        List<ProcessDescription> all = manager.list().get();
        int before = user.notices.size();
        Snapshots.onFx(() -> saving.save(owner, chosen, all));
        Snapshots.until(() -> user.notices.size() > before);
    }

    @Test
    void aNewFileIsReadByDroverAndStartedByPm2() throws Exception {
        for (String name : List.of("ecosystem.json", "new.config.js")) {
            List<ProcessDescription> services = services();
            Path file = pm2.apps.resolve(name);
            save(services, file);

            assertThat(user.questions.getLast().detail())
                    .contains("is a new file")
                    .contains("Added: api")
                    .contains("Left out, because it looks secret: api: API_KEY");
            assertThat(Files.readString(file)).doesNotContain("s3cret", "•", "SHLVL", "{}");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-r--r--");
            ProjectDefinition read =
                    new ProjectFile(new Home(pm2.home), System.getenv(), _ -> true).read(file);
            assertThat(read.problems()).isEmpty();
            assertThat(read.apps()).singleElement().satisfies(spec -> like(spec, services));

            manager.delete(Target.all()).get();
            pm2.pm2("start", file.toString());
            List<ProcessDescription> again = manager.list().get();
            assertThat(again).hasSize(2);
            like(again.getFirst().spec().toBuilder().instances(2).build(), services);
            assertThat(ProcessReport.triggers(again.getFirst()).cron()).contains("0 3 1 1 *");
            manager.delete(Target.all()).get();
        }
    }

    /** Of a service with a word on everything. */
    private ProcessSpec particular() {
        return ProcessSpec.builder(pm2.home, "all", pm2.apps.resolve("app.js"))
                .interpreter("node")
                .interpreterArgs(List.of("--no-warnings", "--trace-exit"))
                .cwd(pm2.apps)
                .env(Map.of("PATH", System.getenv("PATH")))
                .restart(
                        new RestartPolicy(
                                true,
                                Duration.ofSeconds(5),
                                7,
                                Duration.ofMillis(250),
                                Optional.empty(),
                                Set.of(3, 4),
                                Optional.of(500L << 20)))
                .stop(new StopPolicy(StopPolicy.DEFAULT.signal(), ofMillis(700), false, true))
                .ready(new ReadyPolicy(true, ofMillis(400)))
                .logs(
                        new LogSettings(
                                pm2.apps.resolve("o.log"),
                                pm2.apps.resolve("e.log"),
                                Optional.of(pm2.apps.resolve("both.log")),
                                Optional.of("YYYY"),
                                true,
                                true,
                                false))
                .build();
    }

    @Test
    void everyPolicyArrivesInPm2sOwnDaemon() throws Exception {
        manager.start(particular()).get();
        Path file = pm2.apps.resolve("ecosystem.json");
        save(manager.list().get(), file);
        manager.delete(Target.all()).get();

        SharedPeer real = new SharedPeer(Peer.PM2_7);
        try (ProcessManager theirs = ProcessManagers.connect(real.home()).get()) {
            NpmPm2.Output output =
                    NpmPm2.run(
                            pm2.apps,
                            Map.of("PM2_HOME", real.home().root().toString()),
                            List.of(NpmPm2.PROGRAM.toString(), "start", file.toString()));
            assertThat(output.exit()).as(output.text()).isZero();
            ProcessSpec there = theirs.list().get().getFirst().spec();
            ProcessSpec before = particular();
            assertThat(there.restart()).isEqualTo(before.restart());
            assertThat(there.stop()).isEqualTo(before.stop());
            assertThat(there.ready()).isEqualTo(before.ready());
            assertThat(there.logs()).isEqualTo(before.logs());
            assertThat(there.interpreterArgs()).isEqualTo(before.interpreterArgs());
        } finally {
            real.close();
        }
    }

    private static void like(ProcessSpec spec, List<ProcessDescription> services) {
        ProcessSpec before = services.getFirst().spec();
        assertThat(spec.name()).isEqualTo("api");
        assertThat(spec.namespace()).isEqualTo("shop");
        assertThat(spec.script()).isEqualTo(before.script());
        assertThat(spec.args()).isEqualTo(before.args());
        assertThat(spec.cwd()).isEqualTo(before.cwd());
        assertThat(spec.mode()).isEqualTo(before.mode());
        assertThat(spec.instances()).isEqualTo(2);
        assertThat(spec.env()).containsEntry("MODE", "fast").doesNotContainKey("API_KEY");
    }

    @Test
    void aFileThatIsThereKeepsEverythingElse() throws Exception {
        Path file =
                Files.writeString(
                        pm2.apps.resolve("ecosystem.json"),
                        "{\"deploy\": {\"p\": 1.0}, \"apps\": [{\"name\": \"api\", \"script\":"
                                + " \"x.js\"}, {\"name\": \"old\", \"script\": \"y.js\"}]}\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        save(services(), file);

        assertThat(user.questions.getLast().detail())
                .contains("everything else in it stays")
                .contains("Replaced: api")
                .doesNotContain("Added");
        assertThat(Files.readString(file))
                .startsWith("{\"deploy\": {\"p\": 1.0}, \"apps\": [{")
                .endsWith("{\"name\": \"old\", \"script\": \"y.js\"}]}\n")
                .contains("app.js")
                .doesNotContain("x.js");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var left = Files.list(pm2.apps)) {
            assertThat(left).noneMatch(path -> path.toString().endsWith(".part"));
        }
    }

    @Test
    void aProgramIsNotEditedAndAnotherNameIsOffered() throws Exception {
        Path program =
                Files.writeString(
                        pm2.apps.resolve("ecosystem.config.js"), "module.exports = {apps: []}");
        Path other = pm2.apps.resolve("more.json");
        save(services(), program, other);

        Prompts.Question offered = user.questions.get(1);
        assertThat(offered.title()).isEqualTo("ecosystem.config.js cannot be used");
        assertThat(offered.detail()).contains("does not edit programs");
        assertThat(offered.verb()).isEqualTo("Choose another name…");
        assertThat(Files.readString(program)).isEqualTo("module.exports = {apps: []}");
        assertThat(other).exists();
        assertThat(asked).containsExactly("existing", "new ecosystem.services.json");
        assertThat(user.notices.getLast()).isEqualTo("1 process saved to " + other);
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() throws Exception {
        save(services(), pm2.apps.resolve("nowhere").resolve("ecosystem.json"));

        assertThat(user.notices.getLast()).contains("cannot be written").contains("nowhere");
    }
}
