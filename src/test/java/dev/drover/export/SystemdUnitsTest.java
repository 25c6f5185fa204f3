package dev.drover.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.domain.LogSettings;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class SystemdUnitsTest {

    @TempDir Path folder;

    private Export export(ExportedService... services) {
        return Samples.export(ExportTarget.SYSTEMD, services);
    }

    private String unit(ProcessSpec spec) {
        return Samples.text(export(Samples.once(spec)), "drover-api.service");
    }

    private void verify(Export export) throws IOException, InterruptedException {
        assumeTrue(Tool.isThere("systemd-analyze"), "systemd-analyze is not installed");
        Path units = Files.createDirectories(folder.resolve("units"));
        Path runtime = Files.createDirectories(folder.resolve("run"));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "systemd-analyze",
                                "verify",
                                "--user",
                                "--man=no",
                                "--recursive-errors=yes"));
        for (ExportFile file : export.files()) {
            Path path = Files.writeString(units.resolve(file.name()), file.text());
            if (!file.secret()) {
                command.add(path.toString().replace("@.service", "@1.service"));
            }
        }
        for (String name : List.of("default.target", "shutdown.target", "basic.target")) {
            if (Files.notExists(Path.of("/usr/lib/systemd/user", name))) {
                Files.writeString(units.resolve(name), "[Unit]\nDescription=x\n");
            }
        }
        Tool.Answer answer =
                Tool.run(
                        folder,
                        Map.of(
                                "SYSTEMD_UNIT_PATH",
                                units + ":/usr/lib/systemd/user",
                                "XDG_RUNTIME_DIR",
                                runtime.toString()),
                        command);
        assertThat(answer).isEqualTo(new Tool.Answer(0, ""));
    }

    @Test
    void systemdFindsNoFaultInASimpleService() throws Exception {
        verify(export(Samples.once(Samples.api(folder).build())));
    }

    @Test
    void systemdFindsNoFaultInEverythingADefinitionCanSay() throws Exception {
        verify(export(Samples.full(folder), Samples.once(Samples.api(folder).build())));
    }

    @Test
    void systemdFindsNoFaultInHostileTexts() throws Exception {
        verify(
                export(
                        Samples.once(
                                Samples.api(Path.of("/tmp"))
                                        .name("100% \"weird\" ünit\nname")
                                        .args(Samples.hostile())
                                        .env(Samples.hostileVariables())
                                        .build())));
    }

    @Test
    void theProgramGetsTheVeryArguments() {
        ProcessSpec spec =
                Samples.api(Path.of("/srv/my app/50% \"off\"")).args(Samples.hostile()).build();
        String line = SystemdReader.settings(unit(spec), "ExecStart").getFirst();
        List<String> expected = new ArrayList<>(List.of("/usr/bin/env", "node"));
        expected.add(spec.script().toString());
        expected.addAll(spec.args());
        assertThat(SystemdReader.arguments(line)).isEqualTo(expected);
    }

    @Test
    void aProgramWithoutInterpreterIsStartedByItsPath() {
        ProcessSpec spec =
                Samples.api(folder)
                        .script(Path.of("/opt/my tools/se%rver"))
                        .interpreter(ProcessSpec.NO_INTERPRETER)
                        .build();
        String line = SystemdReader.settings(unit(spec), "ExecStart").getFirst();
        assertThat(SystemdReader.arguments(line))
                .containsExactly("/opt/my tools/se%rver", "--port", "3000");
    }

    @Test
    void theProgramGetsTheVeryVariables() {
        Map<String, String> variables = Samples.hostileVariables();
        Map<String, String> read = new LinkedHashMap<>();
        String unit = unit(Samples.api(folder).env(variables).build());
        for (String line : SystemdReader.settings(unit, "Environment")) {
            List<String> words = SystemdReader.words(line);
            assertThat(words).hasSize(1);
            String[] parts = SystemdReader.withoutSpecifiers(words.getFirst()).split("=", 2);
            read.put(parts[0], parts[1]);
        }
        assertThat(read).isEqualTo(variables);
    }

    @Test
    void theVariableThatPm2sClientNamesAfterTheAppIsLeftOut() {
        String unit = unit(Samples.api(folder).env(Map.of("api", "{}", "other", "{}")).build());
        assertThat(SystemdReader.settings(unit, "Environment"))
                .hasSize(1)
                .allMatch(line -> line.contains("other"));
    }

    @Test
    void secretsAreInAFileThatAShellReadsAlike() throws Exception {
        Map<String, String> secrets = new LinkedHashMap<>();
        Samples.hostile().stream()
                .filter(text -> !text.isEmpty())
                .forEach(text -> secrets.put("KEY_" + secrets.size(), text));
        Export export = export(Samples.once(Samples.api(folder).env(secrets).build()));
        Files.writeString(folder.resolve("x.env"), Samples.text(export, "drover-api.env"));
        String print = "set -a; . ./x.env; exec /usr/bin/env -0";
        Tool.Answer answer = Tool.run(folder, Map.of(), List.of("/bin/sh", "-c", print));
        assertThat(answer.output().split("\0"))
                .contains(
                        secrets.entrySet().stream()
                                .map(e -> e.getKey() + "=" + e.getValue())
                                .toArray(String[]::new));
        assertThat(Samples.text(export, "drover-api.service"))
                .contains("EnvironmentFile=-%E/systemd/user/drover-api.env\n")
                .doesNotContain("KEY_");
    }

    @Test
    void onlyTheFileOfSecretsIsSecret() {
        Export export = export(Samples.full(folder));
        assertThat(export.files())
                .extracting(ExportFile::name, ExportFile::secret)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("My-shop-api@.service", false),
                        org.assertj.core.groups.Tuple.tuple("My-shop-api.env", true),
                        org.assertj.core.groups.Tuple.tuple("My-shop-api-restart.service", false),
                        org.assertj.core.groups.Tuple.tuple("My-shop-api-restart.timer", false),
                        org.assertj.core.groups.Tuple.tuple("drover-My-shop.target", false));
        assertThat(export.files())
                .filteredOn(file -> !file.secret())
                .noneMatch(f -> f.text().contains("s3cr3t") || f.text().contains("lovelace"));
    }

    @Test
    void valuesOfSecretsAreLeftOutUnlessAskedFor() {
        Export export =
                Exporter.export(
                        List.of(Samples.full(folder)),
                        ExportTarget.SYSTEMD,
                        Samples.options(false));
        assertThat(export.files())
                .noneMatch(f -> f.text().contains("s3cr3t") || f.text().contains("lovelace"));
        assertThat(Samples.text(export, "My-shop-api.env")).contains("# API_KEY=", "# DB=");
        assertThat(Samples.notes(export))
                .anyMatch(
                        note ->
                                note.startsWith("SECRETS_LEFT_OUT")
                                        && note.contains("API_KEY")
                                        && note.contains("DB")
                                        && note.endsWith("My-shop-api.env"));
    }

    @Test
    void aValueThatTheSupervisorHidesIsNotTakenForTheValue() {
        Export export =
                export(
                        Samples.once(
                                Samples.api(folder).env(Map.of("PLAIN", "[redacted]")).build()));
        assertThat(Samples.notes(export)).contains("SECRETS_LEFT_OUT PLAIN | drover-api.env");
        assertThat(export.files()).noneMatch(file -> file.text().contains("[redacted]"));
    }

    @Test
    void everyOptionIsCarriedOrNoted() {
        Export export = export(Samples.full(folder));
        assertThat(Samples.text(export, "My-shop-api@.service"))
                .contains(
                        "PartOf=drover-My-shop.target\n",
                        "ExecStart=/usr/bin/env node --max-old-space-size=512 ",
                        "WorkingDirectory=" + folder + "\n",
                        "Environment=PORT=3000\n",
                        "Environment=WORKER=%i\n",
                        "Restart=always\n",
                        "RestartSec=100ms\n",
                        "StartLimitBurst=5\n",
                        "RestartPreventExitStatus=0 3\n",
                        "SuccessExitStatus=0 3\n",
                        "KillSignal=SIGINT\n",
                        "TimeoutStopSec=3500ms\n",
                        "KillMode=process\n",
                        "MemoryMax=209715200\n",
                        "StandardOutput=append:/var/log/shop/api-out-%i.log\n",
                        "StandardError=append:/var/log/shop/api-error-%i.log\n")
                .doesNotContain("LANG=", "SSH_AUTH_SOCK", "[Install]");
        Samples.assertNotes(
                export,
                "SESSION_VARIABLES 2",
                "USER www",
                "LOG_COMBINED /var/log/shop/all.log",
                "LOG_FORMAT",
                "RESTART_LIMIT_BY_TIME 5 | 11",
                "MEMORY_KILLS 200");
        assertThat(Samples.notes(export)).anyMatch(note -> note.startsWith("SECRETS_WRITTEN"));
    }

    @Test
    void whatRunsOnceIsNotRestarted() {
        String unit =
                unit(
                        Samples.api(folder)
                                .restart(RestartPolicy.DEFAULT.withAutorestart(false))
                                .build());
        assertThat(unit).contains("Restart=no\n").doesNotContain("StartLimit", "RestartSec");
    }

    @Test
    void disabledLogsGoNowhere() {
        LogSettings none =
                new LogSettings(
                        Path.of("/a"),
                        Path.of("/b"),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        true,
                        true);
        assertThat(unit(Samples.api(folder).logs(none).build()))
                .contains("StandardOutput=null\nStandardError=null\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a\nb", "/a ", "/a\\"})
    void aFolderThatAUnitCannotNameIsNoted(String cwd) {
        Export export = export(Samples.once(Samples.api(folder).cwd(Path.of(cwd)).build()));
        assertThat(Samples.notes(export)).contains("CHARACTERS cwd");
        assertThat(Samples.text(export, "drover-api.service")).doesNotContain("WorkingDirectory");
    }

    @Test
    void namesAreCleanAndEachIsThereOnce() {
        Export export =
                export(
                        Samples.once(Samples.api(folder).name("a b").build()),
                        Samples.once(Samples.api(folder).name("a/b").build()),
                        Samples.once(Samples.api(folder).name("A@b").build()),
                        Samples.once(Samples.api(folder).name("../../etc").build()),
                        Samples.once(Samples.api(folder).name("中文").build()));
        assertThat(export.files())
                .extracting(ExportFile::name)
                .containsExactly(
                        "drover-a-b.service",
                        "drover-a-b-2.service",
                        "drover-A-b-3.service",
                        "drover-etc.service",
                        "drover-x.service",
                        "drover.target");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 3 * * *|*-*-* 3:0:0",
                "*/15 * * * *|*-*-* *:0/15:0",
                "30 4 1,15 * *|*-*-1,15 4:30:0",
                "0 22 * * 1-5|Mon,Tue,Wed,Thu,Fri *-*-* 22:0:0",
                "5 4 * * sun|Sun *-*-* 4:5:0",
                "0 0 1 jan,jul *|*-1,7-1 0:0:0",
                "10 0 3 * * 0,6|Sun,Sat *-*-* 3:0:10",
                "0-30/10 8 * * *|*-*-* 8:0..30/10:0"
            })
    void aScheduleIsATimer(String cron, String calendar) throws Exception {
        assertThat(CronCalendar.of(cron)).contains(calendar);
        assumeTrue(Tool.isThere("systemd-analyze"), "systemd-analyze is not installed");
        Tool.Answer answer =
                Tool.run(folder, Map.of(), List.of("systemd-analyze", "calendar", calendar));
        assertThat(answer.code()).as(answer.output()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 13 * 5", "* * * *", "0 0 L * *", "0 0 * * */2", "a b c d e"})
    void aScheduleWithoutWordsInSystemdIsNotGuessed(String cron) {
        assertThat(CronCalendar.of(cron)).isEmpty();
    }

    @Test
    void aTargetWantsEveryInstance() {
        ProcessSpec spec =
                Samples.api(folder)
                        .restart(RestartPolicy.DEFAULT.withStopExitCodes(Set.of()))
                        .build();
        Export export = export(new ExportedService(spec, dev.drover.domain.Triggers.NONE, 2));
        assertThat(Samples.text(export, "drover.target"))
                .contains("Wants=drover-api@0.service drover-api@1.service\n");
    }
}
