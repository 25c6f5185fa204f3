package dev.drover.daemon.setup;

import dev.drover.domain.OrderedMap;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RunChange;
import dev.drover.domain.RunChange.Head;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a run was begun with.
 *
 * @param options of the definition, by the name that an ecosystem file has for them
 * @param variables of the declared environment, with a number for each value instead of the value
 * @param program what is executed; empty when it was not there
 * @param head what was checked out; empty outside of a git work tree
 */
record RunSetup(
        Map<String, String> options,
        Map<String, String> variables,
        Optional<ProgramFile> program,
        Optional<Head> head) {

    RunSetup {
        options = OrderedMap.copyOf(options);
        variables = OrderedMap.copyOf(variables);
    }

    /**
     * As it is now. Blocks for looks at files.
     *
     * @param values false: nothing is noted of the values of variables, only their names
     */
    static RunSetup of(ProcessSpec spec, boolean values) {
        Map<String, String> variables = new LinkedHashMap<>();
        spec.env().forEach((name, value) -> variables.put(name, values ? fingerprint(value) : ""));
        return new RunSetup(
                optionsOf(spec),
                variables,
                ProgramFile.of(spec),
                WorkTree.around(spec.cwd()).flatMap(WorkTree::head));
    }

    private static Map<String, String> optionsOf(ProcessSpec spec) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("script", spec.script().toString());
        options.put("args", String.join(" ", spec.args()));
        options.put("cwd", spec.cwd().toString());
        options.put("interpreter", spec.interpreter());
        options.put("interpreter_args", String.join(" ", spec.interpreterArgs()));
        options.put("exec_mode", spec.mode().name().toLowerCase(Locale.ROOT));
        return options;
    }

    /** Enough to see that a value is another one, and no seal: it can be guessed. */
    private static String fingerprint(String value) {
        return Integer.toHexString(value.hashCode()) + "." + value.length();
    }

    /** What is otherwise in this one than in an earlier one. */
    List<RunChange> since(RunSetup earlier) {
        List<RunChange> changes = new ArrayList<>();
        earlier.head
                .filter(before -> head.filter(now -> !now.equals(before)).isPresent())
                .ifPresent(before -> changes.add(new RunChange.CheckedOut(before, head.get())));
        names(earlier.options, options)
                .forEach(
                        name -> {
                            String before = earlier.options.getOrDefault(name, "");
                            String now = options.getOrDefault(name, "");
                            if (!before.equals(now)) {
                                changes.add(new RunChange.Option(name, before, now));
                            }
                        });
        names(earlier.variables, variables).forEach(name -> compare(name, earlier, changes));
        earlier.program
                .filter(before -> program.filter(now -> !now.equals(before)).isPresent())
                .ifPresent(
                        before ->
                                changes.add(
                                        new RunChange.Program(
                                                before.file().toString(),
                                                program.get().file().toString())));
        return changes;
    }

    private void compare(String name, RunSetup earlier, List<RunChange> changes) {
        Optional<String> before = Optional.ofNullable(earlier.variables.get(name));
        Optional<String> now = Optional.ofNullable(variables.get(name));
        if (!before.equals(now)) {
            changes.add(
                    new RunChange.Variable(
                            name,
                            before.isEmpty()
                                    ? RunChange.Variable.Kind.ADDED
                                    : now.isEmpty()
                                            ? RunChange.Variable.Kind.REMOVED
                                            : RunChange.Variable.Kind.CHANGED));
        }
    }

    private static TreeSet<String> names(Map<String, String> some, Map<String, String> others) {
        TreeSet<String> names = new TreeSet<>(some.keySet());
        names.addAll(others.keySet());
        return names;
    }
}
