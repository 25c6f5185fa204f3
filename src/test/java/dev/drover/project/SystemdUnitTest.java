package dev.drover.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.Signal;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

class SystemdUnitTest {

    @TempDir Path folder;
    private ProjectFile reader;

    @BeforeEach
    void prepare() throws IOException {
        reader =
                new ProjectFile(
                        new Home(folder.resolve("home")),
                        Map.of("PATH", System.getenv("PATH"), "HOME", folder.toString()),
                        TrustCheck.NOBODY);
        Files.writeString(folder.resolve("api.js"), "");
    }

    private ProjectDefinition read(String text) throws IOException {
        return reader.read(Files.writeString(folder.resolve("api.service"), text));
    }

    @Test
    void aUnitWithItsSettings() throws IOException {
        Files.writeString(folder.resolve("api.env"), "A_KEY=\"x\"\n");
        ProjectDefinition project =
                read(
                        """
                        [Unit]
                        Description=The API
                        StartLimitBurst=7
                        # a comment
                        [Service]
                        ExecStart=/usr/bin/env node --inspect %h/api.js \\
                          "two words" $$HOME 50%% ${MODE} \\x41
                        WorkingDirectory=%h
                        Environment="MODE=a b" OTHER=c
                        EnvironmentFile=-%h/api.env
                        Restart=on-failure
                        RestartSec=1min 500ms
                        RestartPreventExitStatus=3
                        KillSignal=SIGINT
                        TimeoutStopSec=3
                        MemoryMax=200M
                        StandardOutput=append:%h/out.log
                        ProtectSystem=strict
                        [Install]
                        WantedBy=default.target
                        """);
        assertThat(project.problems()).isEmpty();
        ProcessSpec api = project.apps().getFirst();
        assertThat(api.name()).isEqualTo("api");
        assertThat(api.interpreter()).isEqualTo("node");
        assertThat(api.interpreterArgs()).containsExactly("--inspect");
        assertThat(api.script()).isEqualTo(folder.resolve("api.js"));
        assertThat(api.args()).containsExactly("two words", "$HOME", "50%", "a b", "A");
        assertThat(api.cwd()).isEqualTo(folder);
        assertThat(api.env())
                .containsEntry("MODE", "a b")
                .containsEntry("OTHER", "c")
                .containsEntry("A_KEY", "x");
        assertThat(api.restart().maxRestarts()).isEqualTo(7);
        assertThat(api.restart().delay()).isEqualTo(Duration.ofMillis(60_500));
        assertThat(api.restart().stopExitCodes()).containsExactlyInAnyOrder(0, 3);
        assertThat(api.restart().maxMemory()).contains(200L << 20);
        assertThat(api.stop().signal()).isEqualTo(Signal.SIGINT);
        assertThat(api.stop().timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(api.logs().out()).isEqualTo(folder.resolve("out.log"));
        assertThat(api.logs().err()).isEqualTo(folder.resolve("out.log"));
        assertThat(project.notes())
                .containsExactly(new Problem(18, "ProtectSystem=strict was not taken over."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ExecStart=/no/such/program|2",
                "ExecStart=/bin/sh \"open|2",
                "ExecStart=$UNSET|2",
                "Environment=\"open|2",
                "WorkingDirectory=/a\0b|0",
                "Type=forking|2",
                "WorkingDirectory=/no/such/folder|2",
                "RestartSec=soon|2",
                "KillSignal=SIGNOTHING|2",
                "no setting|2",
                "Description=x|0"
            })
    void whatIsWrongIsNamedWithItsLine(String line, int at) throws IOException {
        String start =
                line.startsWith("ExecStart") || line.startsWith("Desc")
                        ? ""
                        : "ExecStart=/bin/sh\n";
        ProjectDefinition project = read("[Service]\n" + line + "\n" + start);
        assertThat(project.apps()).isEmpty();
        assertThat(project.problems()).extracting(Problem::line).contains(at);
    }

    @Test
    void anEmptySettingTakesBackThoseBefore() throws IOException {
        ProcessSpec api =
                read("[Service]\nExecStart=/bin/false\nExecStart=\nExecStart=/bin/sh -c x\n")
                        .apps()
                        .getFirst();
        assertThat(api.script()).isEqualTo(Path.of("/bin/sh"));
        assertThat(api.restart().autorestart()).isFalse();
    }

    @Test
    void aTemplateIsReadAsItsFirstInstance() throws IOException {
        ProjectDefinition project =
                reader.read(
                        Files.writeString(
                                folder.resolve("worker@.service"),
                                "[Service]\nExecStart=/bin/sh -c %i\n"));
        assertThat(project.apps().getFirst().args()).containsExactly("-c", "0");
        assertThat(project.notes()).hasSize(1);
    }
}
