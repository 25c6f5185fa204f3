package dev.drover.export;

import dev.drover.domain.RestartPolicy;
import dev.drover.domain.Signal;
import dev.drover.export.ExportNote.Kind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One manifest per service: a Deployment, or a Job for what runs once; its secrets in a manifest of
 * their own.
 */
final class KubernetesManifests {

    /** A label has at most 63 characters, and names are labels here. */
    private static final int LONGEST_NAME = 50;

    private static final String NAME_LABEL = "app.kubernetes.io/name";

    private final Job job;

    KubernetesManifests(Job job) {
        this.job = job;
    }

    Export export() {
        List<Subject> subjects =
                job.subjects(s -> clean(s.spec().name()), KubernetesManifests::isName);
        for (Subject subject : subjects) {
            note(subject);
            job.add(subject.id() + ".yaml", YamlWriter.write(manifest(subject)));
            secrets(subject);
        }
        return job.done();
    }

    private static String clean(String name) {
        String clean =
                name.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9-]+", "-")
                        .replaceAll("^[^a-z]+", "")
                        .replaceAll("-+$", "");
        clean = clean.isEmpty() ? "x" : clean;
        return clean.substring(0, Math.min(LONGEST_NAME, clean.length())).replaceAll("-+$", "");
    }

    private static boolean isName(String name) {
        return name.matches("[-._a-zA-Z][-._a-zA-Z0-9]*") && !name.startsWith("..");
    }

    private static void note(Subject subject) {
        subject.noteWhatNobodyHas();
        subject.noteCron();
        subject.noteSignalUnless(Signal.SIGTERM);
        subject.note(Kind.IMAGE_TO_BUILD, image(subject), subject.spec().cwd());
        Images.machineProgram(subject.spec())
                .ifPresent(program -> subject.note(Kind.PROGRAM_IN_IMAGE, program));
        RestartPolicy policy = subject.restart();
        if (policy.autorestart()) {
            subject.note(Kind.RESTART_LIMIT, policy.maxRestarts());
            if (!policy.delay().isZero()) {
                subject.note(Kind.RESTART_DELAY, policy.delay().toMillis());
            }
            policy.backoff().ifPresent(first -> subject.note(Kind.BACKOFF, first.toMillis()));
            if (!policy.stopExitCodes().isEmpty()) {
                subject.note(Kind.STOP_EXIT_CODES, subject.stopCodes());
            }
        }
        policy.maxMemory()
                .ifPresent(bytes -> subject.note(Kind.MEMORY_KILLS, Subject.megabytes(bytes)));
        if (subject.stop().treekill()) {
            subject.note(Kind.ONLY_FIRST_PROCESS);
        }
        subject.note(Kind.LOG_FILES);
        if (subject.service().instances() > 1) {
            subject.note(Kind.INSTANCE_VARIABLE, subject.instanceVariable());
        }
        if (!subject.spec().autostart()) {
            subject.note(Kind.AUTOSTART);
        }
        subject.user()
                .filter(user -> !user.matches("\\d{1,9}"))
                .ifPresent(user -> subject.note(Kind.USER, user));
    }

    private static String image(Subject subject) {
        return subject.id() + ":latest";
    }

    private Map<String, Object> manifest(Subject subject) {
        boolean once = !subject.restart().autorestart();
        Map<String, Object> spec = new LinkedHashMap<>();
        if (once) {
            spec.put("completions", subject.service().instances());
            spec.put("parallelism", subject.service().instances());
            spec.put("backoffLimit", 0);
            spec.put("suspend", !subject.spec().autostart());
        } else {
            spec.put("replicas", subject.spec().autostart() ? subject.service().instances() : 0);
            spec.put("selector", Map.of("matchLabels", Map.of(NAME_LABEL, subject.id())));
        }
        Map<String, Object> template = new LinkedHashMap<>();
        template.put("metadata", Map.of("labels", labels(subject)));
        template.put("spec", pod(subject, once));
        spec.put("template", template);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", subject.id());
        metadata.put("labels", labels(subject));
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("apiVersion", once ? "batch/v1" : "apps/v1");
        manifest.put("kind", once ? "Job" : "Deployment");
        manifest.put("metadata", metadata);
        manifest.put("spec", spec);
        return manifest;
    }

    private static Map<String, Object> labels(Subject subject) {
        Map<String, Object> labels = new LinkedHashMap<>();
        labels.put(NAME_LABEL, subject.id());
        labels.put("app.kubernetes.io/part-of", clean(subject.spec().namespace()));
        return labels;
    }

    private static Map<String, Object> pod(Subject subject, boolean once) {
        Map<String, Object> pod = new LinkedHashMap<>();
        pod.put("restartPolicy", once ? "Never" : "Always");
        pod.put("terminationGracePeriodSeconds", subject.stopSeconds());
        security(subject).ifPresent(context -> pod.put("securityContext", context));
        pod.put("containers", List.of(container(subject)));
        return pod;
    }

    private static Optional<Map<String, Object>> security(Subject subject) {
        Map<String, Object> context = new LinkedHashMap<>();
        number(subject.user()).ifPresent(id -> context.put("runAsUser", id));
        number(subject.group()).ifPresent(id -> context.put("runAsGroup", id));
        return context.isEmpty() ? Optional.empty() : Optional.of(context);
    }

    private static Optional<Integer> number(Optional<String> user) {
        return user.filter(id -> id.matches("\\d{1,9}")).map(Integer::valueOf);
    }

    private static Map<String, Object> container(Subject subject) {
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("name", subject.id());
        container.put("image", image(subject));
        container.put(
                "command", subject.words().stream().map(KubernetesManifests::literal).toList());
        container.put("workingDir", subject.spec().cwd().toString());
        List<Object> variables = new ArrayList<>();
        subject.variables()
                .plain()
                .forEach((name, value) -> variables.add(variable(name, "value", literal(value))));
        subject.variables()
                .secret()
                .keySet()
                .forEach(name -> variables.add(variable(name, "valueFrom", from(subject, name))));
        if (!variables.isEmpty()) {
            container.put("env", variables);
        }
        String port = subject.variables().plain().getOrDefault("PORT", "");
        if (port.matches("[1-9]\\d{0,3}|[1-5]\\d{4}")) {
            container.put("ports", List.of(Map.of("containerPort", Integer.valueOf(port))));
        }
        subject.restart()
                .maxMemory()
                .ifPresent(
                        bytes ->
                                container.put(
                                        "resources",
                                        Map.of("limits", Map.of("memory", quantity(bytes)))));
        return container;
    }

    private static String quantity(long bytes) {
        return bytes % (1 << 20) == 0 ? (bytes >> 20) + "Mi" : Long.toString(bytes);
    }

    private static Map<String, Object> variable(String name, String key, Object value) {
        Map<String, Object> variable = new LinkedHashMap<>();
        variable.put("name", name);
        variable.put(key, value);
        return variable;
    }

    private static Map<String, Object> from(Subject subject, String name) {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("name", secretName(subject));
        key.put("key", name);
        return Map.of("secretKeyRef", key);
    }

    private static String secretName(Subject subject) {
        return subject.id() + "-secrets";
    }

    /** {@code $(NAME)} is a reference, and {@code $$} a dollar sign. */
    private static String literal(String text) {
        return text.replace("$", "$$");
    }

    private void secrets(Subject subject) {
        if (subject.variables().secret().isEmpty()) {
            return;
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", secretName(subject));
        metadata.put("labels", labels(subject));
        Map<String, Object> secret = new LinkedHashMap<>();
        secret.put("apiVersion", "v1");
        secret.put("kind", "Secret");
        secret.put("metadata", metadata);
        secret.put("type", "Opaque");
        secret.put("stringData", subject.variables().secret());
        String name = secretName(subject) + ".yaml";
        job.addSecret(name, YamlWriter.write(secret));
        subject.variables().noteSecrets(subject, name);
    }
}
