package dev.drover.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ExecMode;
import dev.drover.domain.LogSettings;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.ReadyPolicy;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.Signal;
import dev.drover.domain.StopPolicy;
import dev.drover.domain.Triggers;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Services to export. */
final class Samples {

    static final Path HOME = Path.of("/home/ada/.drover");

    /** What breaks those who quote by feeling. */
    static final List<String> HOSTILE =
            List.of(
                    "",
                    " ",
                    " leading and trailing ",
                    "two  blanks",
                    "a'b\"c`d",
                    "\\",
                    "ends in a backslash\\",
                    "\\n is not a newline",
                    "a real\nnewline",
                    "\n",
                    "tab\there",
                    "carriage\rreturn",
                    "$HOME ${HOME} $(HOME) $$ $",
                    "100% %h %% %",
                    ";",
                    "# no comment",
                    "a #b",
                    "key: value",
                    "- item",
                    "{a: [b, c]}",
                    "&anchor *alias !tag |",
                    "yes",
                    "no",
                    "on",
                    "null",
                    "~",
                    "0x1F",
                    "1e3",
                    "12:30:45",
                    "0777",
                    "2026-11-21",
                    "<b>&amp;</b>]]>",
                    "naïve – 中文 – Привет – 🙂",
                    "\u00a0\u2028\u0085",
                    "@-:+!",
                    "*?[a-z]~",
                    "a=b=c");

    private static final String ALPHABET = "ab \t\n\"'`\\$%{}()[]<>&;#|!*?~=:,.-+@/é中🙂";

    private Samples() {}

    /** Texts made of what is special somewhere; the same in every run. */
    static List<String> random(int count) {
        Random random = new Random(20261121);
        int[] characters = ALPHABET.codePoints().toArray();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.appendCodePoint(characters[random.nextInt(characters.length)]);
            }
            texts.add(text.toString());
        }
        return texts;
    }

    static List<String> hostile() {
        List<String> all = new ArrayList<>(HOSTILE);
        all.addAll(random(200));
        return all;
    }

    /** A variable per hostile text. */
    static Map<String, String> hostileVariables() {
        Map<String, String> variables = new LinkedHashMap<>();
        hostile().forEach(text -> variables.put("V" + variables.size(), text));
        return variables;
    }

    static ProcessSpec.Builder api(Path folder) {
        return ProcessSpec.builder(HOME, "api", folder.resolve("api.js"))
                .interpreter("node")
                .args(List.of("--port", "3000"))
                .cwd(folder);
    }

    /** Everything that a definition can say, said. */
    static ExportedService full(Path folder) {
        ProcessSpec spec =
                api(folder)
                        .namespace("My shop!")
                        .interpreterArgs(List.of("--max-old-space-size=512"))
                        .env(
                                Map.of(
                                        "PATH", "/usr/local/bin:/usr/bin:/bin",
                                        "PORT", "3000",
                                        "API_KEY", "s3cr3t $x 'y'",
                                        "DB", "postgres://ada:lovelace@db/shop",
                                        "not a name", "x",
                                        "LANG", "de_DE.UTF-8",
                                        "SSH_AUTH_SOCK", "/tmp/agent"))
                        .mode(ExecMode.CLUSTER)
                        .autostart(false)
                        .restart(
                                new RestartPolicy(
                                        true,
                                        Duration.ofSeconds(2),
                                        5,
                                        Duration.ofMillis(1500),
                                        Optional.of(Duration.ofMillis(100)),
                                        Set.of(3, 0),
                                        Optional.of(200L << 20)))
                        .stop(new StopPolicy(Signal.SIGINT, Duration.ofMillis(3500), false, true))
                        .ready(new ReadyPolicy(true, Duration.ofSeconds(3)))
                        .logs(
                                new LogSettings(
                                        Path.of("/var/log/shop/api-out-0.log"),
                                        Path.of("/var/log/shop/api-error-0.log"),
                                        Optional.of(Path.of("/var/log/shop/all.log")),
                                        Optional.of("HH:mm"),
                                        true,
                                        false,
                                        false))
                        .extra(
                                Map.of(
                                        "uid",
                                        "www",
                                        "gid",
                                        33,
                                        "instance_var",
                                        "WORKER",
                                        "increment_var",
                                        "PORT"))
                        .build();
        Triggers triggers =
                new Triggers(
                        List.of(folder), List.of(), Duration.ZERO, Optional.of("30 3 * * 1-5"));
        return new ExportedService(spec, triggers, 3);
    }

    static ExportedService once(ProcessSpec spec) {
        return new ExportedService(spec, Triggers.NONE, 1);
    }

    static ExportOptions options(boolean secrets) {
        return new ExportOptions(
                secrets,
                name -> name.contains("KEY") || name.contains("TOKEN"),
                "[redacted]"::equals,
                Map.of("LANG", "de_DE.UTF-8"));
    }

    static Export export(ExportTarget target, ExportedService... services) {
        return Exporter.export(List.of(services), target, options(true));
    }

    static String text(Export export, String file) {
        return export.files().stream()
                .filter(f -> f.name().equals(file))
                .map(ExportFile::text)
                .findFirst()
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        file
                                                + " is not among "
                                                + export.files().stream()
                                                        .map(ExportFile::name)
                                                        .toList()));
    }

    static Object yaml(String text) {
        // The parser fails on a surrogate pair across the end of its buffer.
        LoadSettings settings = LoadSettings.builder().setBufferSize(text.length() + 1).build();
        return new Load(settings).loadFromString(text);
    }

    static List<String> notes(Export export) {
        return export.notes().stream()
                .map(note -> note.kind() + " " + String.join(" | ", note.arguments()))
                .map(String::strip)
                .toList();
    }

    /**
     * The notes of an export of {@link #full} are those that every target has, and these; how
     * secrets were written is not looked at.
     */
    static void assertNotes(Export export, String... others) {
        List<String> expected =
                new ArrayList<>(
                        List.of(
                                "WAIT_READY",
                                "SHUTDOWN_MESSAGE",
                                "WATCH",
                                "CLUSTER 3",
                                "INCREMENT_VARIABLE PORT",
                                "VARIABLE_NAME not a name",
                                "BACKOFF 100",
                                "AUTOSTART"));
        expected.addAll(List.of(others));
        assertThat(notes(export))
                .filteredOn(note -> !note.startsWith("SECRETS_WRITTEN"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }
}
