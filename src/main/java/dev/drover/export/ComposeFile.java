package dev.drover.export;

import dev.drover.domain.RestartPolicy;
import dev.drover.domain.Signal;
import dev.drover.export.ExportNote.Kind;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One Compose file. A service runs in an official image, with its folder of this machine mounted at
 * the same place.
 */
final class ComposeFile {

    private static final String NAME = "compose.yaml";
    private static final String NAMESPACE_LABEL = "dev.drover.namespace";

    private final Job job;

    ComposeFile(Job job) {
        this.job = job;
    }

    Export export() {
        Map<String, Object> services = new LinkedHashMap<>();
        List<Subject> subjects = job.subjects(ComposeFile::serviceName, ComposeFile::isName);
        Set<String> namespaces = new LinkedHashSet<>();
        for (Subject subject : subjects) {
            namespaces.add(subject.spec().namespace());
            note(subject);
            services.put(subject.id(), service(subject));
        }
        Map<String, Object> file = new LinkedHashMap<>();
        if (namespaces.size() == 1 && !subjects.getFirst().isInDefaultNamespace()) {
            file.put("name", projectName(namespaces.iterator().next()));
        }
        file.put("services", services);
        job.add(NAME, YamlWriter.write(file));
        subjects.forEach(subject -> job.addEnvironmentFile(subject, ComposeFile::quoted));
        return job.done();
    }

    private static String serviceName(ExportedService service) {
        String clean =
                service.spec()
                        .name()
                        .replaceAll("[^A-Za-z0-9_.-]+", "-")
                        .replaceAll("^[-_.]+|-+$", "");
        return clean.isEmpty() ? "x" : clean.substring(0, Math.min(80, clean.length()));
    }

    private static String projectName(String namespace) {
        String clean =
                namespace
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9_-]+", "-")
                        .replaceAll("^[-_]+", "");
        return clean.isEmpty() ? "drover" : clean;
    }

    /** Compose takes nearly every name, but a file of variables does not. */
    private static boolean isName(String name) {
        return Variables.USUAL_NAME.test(name);
    }

    private static void note(Subject subject) {
        subject.noteWhatNobodyHas();
        subject.noteCron();
        subject.note(Kind.IMAGE_GUESSED, Images.guess(subject.spec()));
        Images.machineProgram(subject.spec())
                .ifPresent(program -> subject.note(Kind.PROGRAM_IN_IMAGE, program));
        RestartPolicy policy = subject.restart();
        if (policy.autorestart()) {
            if (!endsOnSuccess(policy)) {
                subject.note(Kind.RESTART_LIMIT, policy.maxRestarts());
            }
            if (!policy.delay().isZero()) {
                subject.note(Kind.RESTART_DELAY, policy.delay().toMillis());
            }
            policy.backoff().ifPresent(first -> subject.note(Kind.BACKOFF, first.toMillis()));
        }
        if (!policy.stopExitCodes().isEmpty() && !endsOnSuccess(policy)) {
            subject.note(Kind.STOP_EXIT_CODES, subject.stopCodes());
        }
        policy.maxMemory()
                .ifPresent(bytes -> subject.note(Kind.MEMORY_KILLS, Subject.megabytes(bytes)));
        if (subject.stop().treekill()) {
            subject.note(Kind.ONLY_FIRST_PROCESS);
        }
        if (!subject.spec().logs().disabled()) {
            subject.note(Kind.LOG_FILES);
        }
        if (subject.service().instances() > 1) {
            subject.note(Kind.INSTANCE_VARIABLE, subject.instanceVariable());
        }
        if (!subject.spec().autostart()) {
            subject.note(Kind.AUTOSTART);
        }
    }

    private static boolean endsOnSuccess(RestartPolicy policy) {
        return policy.stopExitCodes().equals(Set.of(0));
    }

    private Map<String, Object> service(Subject subject) {
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("image", Images.guess(subject.spec()));
        // An init hands signals on and reaps, which a program as process 1 does not do.
        service.put("init", true);
        service.put("command", subject.words().stream().map(ComposeFile::literal).toList());
        service.put("working_dir", literal(subject.spec().cwd().toString()));
        service.put("volumes", mounts(subject));
        Map<String, Object> variables = new LinkedHashMap<>();
        subject.variables().plain().forEach((name, value) -> variables.put(name, literal(value)));
        if (!variables.isEmpty()) {
            service.put("environment", variables);
        }
        if (!subject.variables().secret().isEmpty()) {
            service.put("env_file", List.of("./" + subject.id() + ".env"));
        }
        ports(subject, service);
        service.put("restart", restart(subject.restart()));
        if (!subject.stop().signal().equals(Signal.SIGTERM)) {
            service.put("stop_signal", subject.stop().signal().name());
        }
        service.put("stop_grace_period", subject.stop().timeout().toMillis() + "ms");
        subject.restart().maxMemory().ifPresent(bytes -> service.put("mem_limit", bytes + "b"));
        subject.user()
                .map(user -> subject.group().map(group -> user + ":" + group).orElse(user))
                .ifPresent(user -> service.put("user", user));
        if (subject.service().instances() > 1) {
            service.put("deploy", Map.of("replicas", subject.service().instances()));
        }
        if (!subject.spec().autostart()) {
            service.put("profiles", List.of("manual"));
        }
        if (subject.spec().logs().disabled()) {
            service.put("logging", Map.of("driver", "none"));
        }
        service.put("labels", Map.of(NAMESPACE_LABEL, literal(subject.spec().namespace())));
        return service;
    }

    /** The folder of the service, and that of its program when it lies elsewhere. */
    private static List<Object> mounts(Subject subject) {
        Path cwd = subject.spec().cwd();
        Path script = subject.spec().script();
        List<Object> mounts = new ArrayList<>(List.of(mount(cwd)));
        boolean machine = Images.machineProgram(subject.spec()).filter(script::equals).isPresent();
        if (!script.startsWith(cwd) && !machine && script.getParent() != null) {
            mounts.add(mount(script.getParent()));
        }
        return mounts;
    }

    private static Map<String, Object> mount(Path folder) {
        Map<String, Object> mount = new LinkedHashMap<>();
        mount.put("type", "bind");
        mount.put("source", literal(folder.toString()));
        mount.put("target", literal(folder.toString()));
        return mount;
    }

    /** The port that the service is told, to this machine only. */
    private static void ports(Subject subject, Map<String, Object> service) {
        String port = subject.variables().plain().getOrDefault("PORT", "");
        if (port.matches("[1-9]\\d{0,4}") && subject.service().instances() == 1) {
            service.put("ports", List.of("127.0.0.1:%s:%s".formatted(port, port)));
        }
    }

    private static String restart(RestartPolicy policy) {
        if (!policy.autorestart()) {
            return "no";
        }
        return endsOnSuccess(policy)
                ? "on-failure:" + Math.max(1, policy.maxRestarts())
                : "unless-stopped";
    }

    /** Compose puts variables of its own in where it sees a dollar sign. */
    private static String literal(String text) {
        return text.replace("$", "$$");
    }

    /** In single quotes everything is as it stands; what cannot be there has escapes. */
    private static String quoted(String value) {
        if (value.chars().noneMatch(c -> "'\\\n\r".indexOf(c) >= 0)) {
            return "'" + value + "'";
        }
        return '"'
                + value.replaceAll("[\"\\\\$]", "\\\\$0").replace("\n", "\\n").replace("\r", "\\r")
                + '"';
    }
}
