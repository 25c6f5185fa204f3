package dev.drover.export;

import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;
import dev.drover.domain.Signal;
import dev.drover.export.ExportNote.Kind;
import dev.drover.project.ShellWords;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Agents of launchd, see launchd.plist(5): one property list per instance. */
final class LaunchdPlists {

    private static final String NOWHERE = "/dev/null";

    /** Reads the secrets and becomes the service, so that launchd watches the right process. */
    private static final String WITH_SECRETS =
            "set -a; . \"$HOME/Library/LaunchAgents/%s.env\"; set +a; exec \"$@\"";

    private final Job job;

    LaunchdPlists(Job job) {
        this.job = job;
    }

    Export export() {
        for (Subject subject : job.subjects(LaunchdPlists::label, Variables.USUAL_NAME)) {
            note(subject);
            int instances = subject.service().instances();
            for (int i = 0; i < instances; i++) {
                String label = instances == 1 ? subject.id() : subject.id() + "." + i;
                job.add(label + ".plist", PlistText.of(agent(subject, label, i)));
            }
            job.addEnvironmentFile(subject, ShellWords::quote);
        }
        return job.done();
    }

    private static String label(ExportedService service) {
        ProcessSpec spec = service.spec();
        String group = spec.namespace().equals("default") ? "drover" : spec.namespace();
        return "dev.drover." + clean(group) + "." + clean(spec.name());
    }

    private static String clean(String name) {
        String clean = name.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-+|-+$", "");
        return clean.isEmpty() ? "x" : clean.substring(0, Math.min(80, clean.length()));
    }

    private static void note(Subject subject) {
        subject.noteWhatNobodyHas();
        subject.noteCron();
        subject.noteUser();
        subject.noteLogFormat();
        subject.noteSignalUnless(Signal.SIGTERM);
        RestartPolicy policy = subject.restart();
        if (policy.autorestart()) {
            subject.note(Kind.RESTART_LIMIT, policy.maxRestarts());
            policy.backoff().ifPresent(first -> subject.note(Kind.BACKOFF, first.toMillis()));
        }
        if (!policy.stopExitCodes().isEmpty() && !endsOnSuccess(policy)) {
            subject.note(Kind.STOP_EXIT_CODES, subject.stopCodes());
        }
        policy.maxMemory().ifPresent(bytes -> subject.note(Kind.MEMORY, Subject.megabytes(bytes)));
        if (!subject.spec().autostart()) {
            subject.note(Kind.AUTOSTART);
        }
    }

    private static boolean endsOnSuccess(RestartPolicy policy) {
        return policy.stopExitCodes().equals(Set.of(0));
    }

    private Map<String, Object> agent(Subject subject, String label, int instance) {
        Map<String, Object> agent = new LinkedHashMap<>();
        agent.put("Label", label);
        List<String> words = words(subject);
        agent.put("ProgramArguments", words.stream().map(w -> held(subject, "args", w)).toList());
        agent.put("WorkingDirectory", held(subject, "cwd", subject.spec().cwd().toString()));
        Map<String, String> variables = new LinkedHashMap<>();
        subject.variables()
                .plain()
                .forEach((name, value) -> variables.put(name, held(subject, name, value)));
        if (subject.service().instances() > 1) {
            variables.put(subject.instanceVariable(), Integer.toString(instance));
        }
        if (!variables.isEmpty()) {
            agent.put("EnvironmentVariables", variables);
        }
        RestartPolicy policy = subject.restart();
        agent.put("RunAtLoad", subject.spec().autostart());
        agent.put(
                "KeepAlive",
                policy.autorestart() && endsOnSuccess(policy)
                        ? Map.of("SuccessfulExit", false)
                        : policy.autorestart());
        if (!subject.spec().autostart()) {
            agent.put("Disabled", true);
        }
        agent.put("ThrottleInterval", Subject.seconds(policy.backoff().orElse(policy.delay())));
        agent.put("ExitTimeOut", subject.stopSeconds());
        if (!subject.stop().treekill()) {
            agent.put("AbandonProcessGroup", true);
        }
        logs(subject, agent, instance);
        return agent;
    }

    private static List<String> words(Subject subject) {
        List<String> words = new ArrayList<>();
        if (!subject.variables().secret().isEmpty()) {
            words.addAll(List.of("/bin/sh", "-c", WITH_SECRETS.formatted(subject.id()), "sh"));
        }
        words.addAll(subject.absoluteWords());
        return words;
    }

    private static void logs(Subject subject, Map<String, Object> agent, int instance) {
        boolean disabled = subject.spec().logs().disabled();
        String out = disabled ? NOWHERE : logFile(subject, LogStream.OUT, instance);
        String err = disabled ? NOWHERE : logFile(subject, LogStream.ERR, instance);
        agent.put("StandardOutPath", held(subject, "StandardOutPath", out));
        agent.put("StandardErrorPath", held(subject, "StandardErrorPath", err));
    }

    private static String logFile(Subject subject, LogStream stream, int instance) {
        Subject.LogName name = subject.logName(stream);
        return name.before() + (name.numbered() ? instance : "") + name.after();
    }

    /** The text without characters that XML has none for. */
    private static String held(Subject subject, String what, String text) {
        if (PlistText.canHold(text)) {
            return text;
        }
        subject.note(Kind.CHARACTERS, what);
        return text.codePoints()
                .filter(c -> PlistText.canHold(Character.toString(c)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
