package dev.drover.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** One export while it is made: its services, and the files and notes so far. */
final class Job {

    private static final Set<ExportTarget> CONTAINERS =
            Set.of(ExportTarget.COMPOSE, ExportTarget.KUBERNETES);

    private final List<ExportedService> services;
    private final ExportTarget target;
    private final ExportOptions options;
    private final List<ExportFile> files = new ArrayList<>();
    private final List<ExportNote> notes = new ArrayList<>();

    Job(List<ExportedService> services, ExportTarget target, ExportOptions options) {
        this.services = List.copyOf(services);
        this.target = target;
        this.options = options;
    }

    /**
     * The services with names that the target can have, each another.
     *
     * @param name the name as the target would have it
     * @param variableName the names of variables that the target can have
     */
    List<Subject> subjects(Function<ExportedService, String> name, Predicate<String> variableName) {
        Set<String> taken = new TreeSet<>();
        List<Subject> subjects = new ArrayList<>();
        for (ExportedService service : services) {
            String wanted = name.apply(service);
            String unique = wanted;
            for (int n = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); n++) {
                unique = wanted + "-" + n;
            }
            Variables variables =
                    Variables.of(
                            service.spec(), options, variableName, CONTAINERS.contains(target));
            subjects.add(new Subject(service, unique, variables, this));
        }
        return subjects;
    }

    void add(String name, String text) {
        files.add(new ExportFile(name, text, false));
    }

    void addSecret(String name, String text) {
        files.add(new ExportFile(name, text, true));
    }

    /**
     * The secrets of a service as lines {@code NAME=value}, and the note of them; those without a
     * value are comments, for the user to fill in. No file when it has none.
     *
     * @param quoted writes a value that is not empty
     */
    void addEnvironmentFile(Subject subject, UnaryOperator<String> quoted) {
        Map<String, String> secret = subject.variables().secret();
        if (secret.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        secret.forEach(
                (name, value) ->
                        text.append(value.isEmpty() ? "# " : "")
                                .append(name)
                                .append('=')
                                .append(value.isEmpty() ? "" : quoted.apply(value))
                                .append('\n'));
        String name = subject.id() + ".env";
        addSecret(name, text.toString());
        subject.variables().noteSecrets(subject, name);
    }

    void note(Subject subject, ExportNote.Kind kind, Object... arguments) {
        notes.add(
                new ExportNote(
                        subject.spec().name(),
                        kind,
                        Arrays.stream(arguments).map(String::valueOf).toList()));
    }

    Export done() {
        return new Export(target, files, notes.stream().distinct().toList());
    }
}
