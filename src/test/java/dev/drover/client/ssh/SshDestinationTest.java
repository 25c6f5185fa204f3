package dev.drover.client.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is a destination, what is none, and what ssh is told. */
class SshDestinationTest {

    @ParameterizedTest
    @CsvSource({
        "box, -- box",
        "ann@box, -l ann -- box",
        "ann@box:2222, -l ann -p 2222 -- box",
        "ann@corp.example@box, -l ann@corp.example -- box",
        "192.0.2.7:22, -p 22 -- 192.0.2.7",
        "[::1]:2222, -p 2222 -- ::1",
        "ann@[fe80::1%eth0], -l ann -- fe80::1%eth0",
        "a-b_c.example, -- a-b_c.example",
    })
    void isToldToSshInWordsOfItsOwn(String text, String arguments) {
        SshDestination destination = SshDestination.parse(text).orElseThrow();
        assertThat(String.join(" ", destination.arguments())).isEqualTo(arguments);
        assertThat(destination).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-oProxyCommand=touch x",
                "-lroot@box",
                "--",
                "ann@-oProxyCommand=x",
                "-ann@box",
                "box;touch x",
                "box touch",
                "$(touch x)",
                "`touch x`",
                "ann$x@box",
                "ann'@box",
                "box\nbox",
                "box:0",
                "box:65536",
                "box:22x",
                "box:-1",
                "ssh://box",
                "box/../x",
                "%h",
                "[box]",
                "[::1",
                "a@b c@box",
                "@box",
                "box:",
                "[-oProxyCommand=x]:22",
                "бокс",
            })
    void isRefused(String text) {
        assertThat(SshDestination.parse(text)).isEmpty();
    }

    @Test
    void isNotLongerThanANameMayBe() {
        assertThat(SshDestination.parse("a".repeat(256))).isEmpty();
        assertThat(SshDestination.parse("a".repeat(255))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"~/.drover", "/srv/my home", "~/it's", "/a/$b/`c`;d\"e"})
    void folderMayHaveEveryPlainSign(String folder) {
        assertThat(RemoteHome.parse("box", folder)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "relative", "~ann/x", "/a\nb", "/a/${HOME}", "/a\u0000b"})
    void folderIsRefused(String folder) {
        assertThat(RemoteHome.parse("box", folder)).isEmpty();
    }

    @Test
    void quotedWordIsOneWordWhateverIsInIt() throws IOException {
        String word = "it's `x` $(y) \"z\" \\ '";
        Process shell =
                new ProcessBuilder("sh", "-c", "printf %s " + RemoteShell.quoted(word)).start();
        assertThat(new String(shell.getInputStream().readAllBytes())).isEqualTo(word);
    }

    @Test
    void hostsOfTheConfigurationAreOffered(@TempDir Path user) throws IOException {
        Path ssh = Files.createDirectories(user.resolve(".ssh/conf.d")).getParent();
        Files.writeString(
                ssh.resolve("config"),
                """
                # comment
                Include conf.d/*.conf
                Host web db  web.example
                  HostName 192.0.2.1
                Host *.example !bad -bad
                host="quoted"
                Match host x
                Include config
                """);
        Files.writeString(ssh.resolve("conf.d/b.conf"), "Host second\n");
        Files.writeString(ssh.resolve("conf.d/a.conf"), "Host first\n");
        assertThat(SshConfigHosts.read(user))
                .isEqualTo(List.of("first", "second", "web", "db", "web.example", "quoted"));
        assertThat(SshConfigHosts.read(user.resolve("nobody"))).isEmpty();
    }
}
