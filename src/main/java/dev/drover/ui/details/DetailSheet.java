package dev.drover.ui.details;

import dev.drover.client.ProcessReport;
import dev.drover.domain.ListeningPort;
import dev.drover.domain.LogSettings;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.StopPolicy;
import dev.drover.domain.Triggers;
import dev.drover.ui.common.CauseText;
import dev.drover.ui.common.ExitText;
import dev.drover.ui.common.SecretNames;
import dev.drover.ui.common.SupervisorPhrases;
import dev.drover.ui.model.StatusWord;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One process as sections to read. Pure. */
final class DetailSheet {

    private static final String NODE_ENV = "NODE_ENV";

    private final DetailWords words;
    private final ProcessDescription process;
    private final ProcessSpec spec;
    private final Instant now;
    private List<Detail> details = new ArrayList<>();

    DetailSheet(DetailWords words, ProcessDescription process, Instant now) {
        this.words = words;
        this.process = process;
        this.spec = process.spec();
        this.now = now;
    }

    /**
     * All sections that have something to say.
     *
     * @param tree as far as it is known
     */
    List<DetailSection> sections(List<ProcessTree> tree) {
        List<DetailSection> sections = new ArrayList<>();
        sections.add(section("section.process", this::describe));
        sections.add(section("section.run", this::run));
        sections.add(section("section.tree", () -> tree.forEach(this::branch)));
        sections.add(section("section.restart", this::restart));
        sections.add(section("section.logs", this::logs));
        sections.add(section("section.metrics", this::customMetrics));
        sections.add(section("section.environment", this::environment));
        sections.add(section("section.further", this::further));
        sections.removeIf(one -> one.details().isEmpty());
        return sections;
    }

    private DetailSection section(String key, Runnable fill) {
        details = new ArrayList<>();
        fill.run();
        return new DetailSection(words.get(key), details);
    }

    /** What PM2's {@code describe} prints, in its order. */
    private void describe() {
        Triggers triggers = ProcessReport.triggers(process);
        add("status", StatusWord.phrase(process, now));
        add("name", process.name());
        add("namespace", process.namespace());
        add("version", ProcessReport.version(process));
        add("restarts", process.restarts());
        add("uptime", uptime());
        add("script", spec.script());
        add("args", String.join(" ", spec.args()));
        add("errorLog", spec.logs().err());
        add("outLog", spec.logs().out());
        add("pidFile", spec.pidFile());
        add("interpreter", spec.interpreter());
        add("interpreterArgs", String.join(" ", spec.interpreterArgs()));
        add("id", process.id());
        add("cwd", spec.cwd());
        add("mode", words.get("mode." + spec.mode()));
        add("nodeVersion", ProcessReport.nodeVersion(process));
        add("nodeEnv", Optional.ofNullable(spec.env().get(NODE_ENV)));
        add("watch", paths(triggers.watched()));
        add("unstable", process.unstableRestarts());
        add("created", process.createdAt().map(words::moment));
    }

    private void run() {
        process.pid().ifPresent(pid -> add("pid", pid));
        add("started", process.startedAt().map(words::moment));
        add("startCause", process.startCause().map(CauseText::of));
        add("statusReason", process.statusReason().map(SupervisorPhrases::of));
        add("nextRestart", process.nextRestartAt().map(words::moment));
        add("lastExit", process.lastExit().map(ExitText::of));
        add("endCause", process.endCause().map(CauseText::of));
        add(
                "ports",
                process.ports().stream().map(DetailSheet::port).collect(Collectors.joining(", ")));
        add("ipc", words.yesNo(process.ipc()));
    }

    private void branch(ProcessTree one) {
        details.add(
                Detail.of(
                        "    ".repeat(one.depth()) + words.format("tree.pid", one.pid()),
                        one.command()));
    }

    private void restart() {
        RestartPolicy policy = spec.restart();
        Triggers triggers = ProcessReport.triggers(process);
        add("user", spec.username());
        add("instances", spec.instances());
        add("instance", process.instance());
        add("autostart", words.yesNo(spec.autostart()));
        add("autorestart", words.yesNo(policy.autorestart()));
        add("minUptime", words.duration(policy.minUptime()));
        add("maxRestarts", policy.maxRestarts());
        add("delay", present(policy.delay()));
        add("backoff", policy.backoff().map(words::duration));
        add(
                "stopCodes",
                policy.stopExitCodes().stream()
                        .sorted()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ")));
        add("memoryLimit", policy.maxMemory().map(words::megabytes));
        add("cron", triggers.cron());
        add("ignored", String.join(", ", triggers.ignored()));
        if (!triggers.watched().isEmpty()) {
            add("watchDelay", words.duration(triggers.delay()));
        }
        StopPolicy stop = spec.stop();
        add("stopSignal", stop.byMessage() ? words.get("byMessage") : stop.signal().name());
        add("killTimeout", words.duration(stop.timeout()));
        add("treekill", words.yesNo(stop.treekill()));
        add("waitReady", words.yesNo(spec.ready().waitReady()));
        add("listenTimeout", words.duration(spec.ready().timeout()));
    }

    private void logs() {
        LogSettings logs = spec.logs();
        add("combinedLog", logs.combined().map(Path::toString));
        add("dateFormat", logs.dateFormat());
        add("json", words.yesNo(logs.json()));
        add("merge", words.yesNo(logs.merge()));
        add("disabled", words.yesNo(logs.disabled()));
    }

    private void customMetrics() {
        ProcessReport.customMetrics(process)
                .forEach((name, value) -> details.add(Detail.of(name, value)));
    }

    private void environment() {
        new TreeMap<>(spec.env())
                .forEach(
                        (name, value) ->
                                details.add(
                                        new Detail(
                                                name, value, SecretNames.isSecret(name, value))));
    }

    private void further() {
        new TreeMap<>(ProcessReport.furtherOptions(process))
                .forEach(
                        (name, value) ->
                                details.add(
                                        new Detail(
                                                name,
                                                DetailJson.compact(value),
                                                SecretNames.isSecret(name)
                                                        || value instanceof Map<?, ?>)));
    }

    private String uptime() {
        return process.pid().isPresent()
                ? process.startedAt()
                        .map(
                                at ->
                                        words.duration(
                                                Duration.ofSeconds(
                                                        Duration.between(at, now).toSeconds())))
                        .orElse("")
                : "";
    }

    private String present(Duration delay) {
        return delay.isZero() ? "" : words.duration(delay);
    }

    private String paths(List<Path> watched) {
        return watched.isEmpty()
                ? words.yesNo(false)
                : watched.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    private static String port(ListeningPort port) {
        String address = port.address().contains(":") ? "[" + port.address() + "]" : port.address();
        return port.protocol() + " " + address + ":" + port.port();
    }

    private void add(String key, Optional<String> value) {
        value.ifPresent(present -> add(key, present));
    }

    /** What is not there is left out. */
    private void add(String key, Object value) {
        String text = value.toString();
        if (!text.isEmpty()) {
            details.add(Detail.of(words.get("label." + key), text));
        }
    }
}
