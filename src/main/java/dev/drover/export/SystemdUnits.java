package dev.drover.export;

import dev.drover.domain.LogSettings;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;
import dev.drover.export.ExportNote.Kind;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Units for systemd's manager of the user: one per service, a template where it has instances, a
 * timer where it has a schedule, and a target per namespace that holds them together.
 */
final class SystemdUnits {

    private static final String OURS = "drover";

    private final Job job;

    SystemdUnits(Job job) {
        this.job = job;
    }

    Export export() {
        Map<String, TreeSet<String>> wanted = new LinkedHashMap<>();
        for (Subject subject : job.subjects(SystemdUnits::unitName, Variables.USUAL_NAME)) {
            subject.noteWhatNobodyHas();
            subject.noteUser();
            subject.noteLogFormat();
            job.add(file(subject), unit(subject));
            job.addEnvironmentFile(subject, SystemdText::environmentValue);
            timer(subject);
            TreeSet<String> units =
                    wanted.computeIfAbsent(target(subject.spec()), _ -> new TreeSet<>());
            if (subject.spec().autostart()) {
                units.addAll(units(subject));
            } else {
                subject.note(Kind.AUTOSTART);
            }
        }
        wanted.forEach((target, units) -> job.add(target, targetUnit(target, units)));
        return job.done();
    }

    private static String unitName(ExportedService service) {
        ProcessSpec spec = service.spec();
        String group = spec.namespace().equals("default") ? OURS : spec.namespace();
        return clean(group) + "-" + clean(spec.name());
    }

    private static String clean(String name) {
        String clean = name.replaceAll("[^A-Za-z0-9_.]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        return clean.isEmpty() ? "x" : clean.substring(0, Math.min(80, clean.length()));
    }

    private static String target(ProcessSpec spec) {
        return spec.namespace().equals("default")
                ? OURS + ".target"
                : OURS + "-" + clean(spec.namespace()) + ".target";
    }

    private static boolean isTemplate(Subject subject) {
        return subject.service().instances() > 1;
    }

    private static String file(Subject subject) {
        return subject.id() + (isTemplate(subject) ? "@.service" : ".service");
    }

    private static List<String> units(Subject subject) {
        return isTemplate(subject)
                ? IntStream.range(0, subject.service().instances())
                        .mapToObj(i -> subject.id() + "@" + i + ".service")
                        .toList()
                : List.of(file(subject));
    }

    private String unit(Subject subject) {
        IniText text = new IniText();
        String target = target(subject.spec());
        text.section("Unit")
                .add("Description", SystemdText.line(subject.spec().name()))
                .add("PartOf", target);
        startLimit(subject, text);
        text.section("Service").add("Type", "exec");
        text.add("ExecStart", SystemdText.command(subject.absoluteWords()));
        SystemdText.path(subject.spec().cwd().toString())
                .ifPresentOrElse(
                        cwd -> text.add("WorkingDirectory", cwd),
                        () -> subject.note(Kind.CHARACTERS, "cwd"));
        environment(subject, text);
        restart(subject, text);
        stop(subject, text);
        logs(subject, text);
        if (!isTemplate(subject) && subject.spec().autostart()) {
            text.section("Install").add("WantedBy", target);
        }
        return text.toString();
    }

    private static void startLimit(Subject subject, IniText text) {
        RestartPolicy policy = subject.restart();
        if (!policy.autorestart()) {
            return;
        }
        Duration life = policy.minUptime().plus(firstDelay(policy));
        long seconds = Subject.seconds(life.multipliedBy(Math.max(1, policy.maxRestarts())));
        text.add("StartLimitIntervalSec", seconds).add("StartLimitBurst", policy.maxRestarts());
        subject.note(Kind.RESTART_LIMIT_BY_TIME, policy.maxRestarts(), seconds);
    }

    private static Duration firstDelay(RestartPolicy policy) {
        return policy.backoff().orElse(policy.delay());
    }

    private static void environment(Subject subject, IniText text) {
        subject.variables()
                .plain()
                .forEach(
                        (name, value) ->
                                text.add("Environment", SystemdText.assignment(name, value)));
        if (isTemplate(subject)) {
            text.add("Environment", subject.instanceVariable() + "=%i");
        }
        if (!subject.variables().secret().isEmpty()) {
            text.add("EnvironmentFile", "-%E/systemd/user/" + subject.id() + ".env");
        }
    }

    private static void restart(Subject subject, IniText text) {
        RestartPolicy policy = subject.restart();
        text.add("Restart", policy.autorestart() ? "always" : "no");
        if (policy.autorestart()) {
            text.add("RestartSec", millis(firstDelay(policy)));
            policy.backoff().ifPresent(first -> subject.note(Kind.BACKOFF, first.toMillis()));
        }
        if (!policy.stopExitCodes().isEmpty()) {
            text.add("RestartPreventExitStatus", subject.stopCodes());
            text.add("SuccessExitStatus", subject.stopCodes());
        }
        policy.maxMemory()
                .ifPresent(
                        bytes -> {
                            text.add("MemoryMax", bytes);
                            subject.note(Kind.MEMORY_KILLS, Subject.megabytes(bytes));
                        });
    }

    private static void stop(Subject subject, IniText text) {
        text.add("KillSignal", subject.stop().signal().name());
        text.add("TimeoutStopSec", millis(subject.stop().timeout()));
        if (!subject.stop().treekill()) {
            text.add("KillMode", "process");
        }
    }

    private static void logs(Subject subject, IniText text) {
        LogSettings logs = subject.spec().logs();
        if (logs.disabled()) {
            text.add("StandardOutput", "null").add("StandardError", "null");
            return;
        }
        log(subject, text, "StandardOutput", LogStream.OUT);
        log(subject, text, "StandardError", LogStream.ERR);
    }

    private static void log(Subject subject, IniText text, String setting, LogStream stream) {
        Subject.LogName name = subject.logName(stream);
        SystemdText.path(name.before() + name.after())
                .ifPresentOrElse(
                        _ ->
                                text.add(
                                        setting,
                                        "append:"
                                                + SystemdText.specifierless(name.before())
                                                + (name.numbered() ? "%i" : "")
                                                + SystemdText.specifierless(name.after())),
                        () -> subject.note(Kind.CHARACTERS, setting));
    }

    private static String millis(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "" : time.toMillis() + "ms";
    }

    private void timer(Subject subject) {
        subject.service()
                .triggers()
                .cron()
                .ifPresent(
                        cron ->
                                CronCalendar.of(cron)
                                        .ifPresentOrElse(
                                                calendar -> timer(subject, calendar),
                                                subject::noteCron));
    }

    private void timer(Subject subject, String calendar) {
        String name = subject.id() + "-restart";
        String description = SystemdText.line("Restarts " + subject.spec().name());
        job.add(
                name + ".service",
                new IniText()
                        .section("Unit")
                        .add("Description", description)
                        .section("Service")
                        .add("Type", "oneshot")
                        .add(
                                "ExecStart",
                                "systemctl --user try-restart " + String.join(" ", units(subject)))
                        .toString());
        job.add(
                name + ".timer",
                new IniText()
                        .section("Unit")
                        .add("Description", description)
                        .add("PartOf", target(subject.spec()))
                        .section("Timer")
                        .add("OnCalendar", calendar)
                        .section("Install")
                        .add("WantedBy", target(subject.spec()))
                        .toString());
    }

    private static String targetUnit(String target, TreeSet<String> units) {
        String group = target.replaceFirst("\\.target$", "");
        IniText text = new IniText().section("Unit").add("Description", "Services of " + group);
        if (!units.isEmpty()) {
            text.add("Wants", units.stream().collect(Collectors.joining(" ")));
        }
        return text.section("Install").add("WantedBy", "default.target").toString();
    }
}
