package dev.drover.project;

import dev.drover.domain.ProcessSpec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words of a command line, program first, as a definition has them: a known interpreter with a
 * script is told apart, so that the script is what runs.
 *
 * @param script absolute path
 * @param interpreter that runs it, or {@code "none"}
 * @param interpreterArgs between the two
 * @param args after the script
 */
record ProgramWords(
        Path script, String interpreter, List<String> interpreterArgs, List<String> args) {

    private static final String ENV = "/usr/bin/env";

    /** Empty when the first word is no program of this machine. */
    static Optional<ProgramWords> of(List<String> words, Path cwd, Programs programs) {
        List<String> all = new ArrayList<>(words);
        if (all.size() > 1 && all.getFirst().equals(ENV) && isPlain(all.get(1))) {
            all.removeFirst();
        }
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String program = all.getFirst();
        List<String> rest = all.subList(1, all.size());
        return script(program, rest, cwd, programs)
                .or(
                        () ->
                                programs.find(program, cwd)
                                        .map(
                                                file ->
                                                        new ProgramWords(
                                                                file.normalize(),
                                                                ProcessSpec.NO_INTERPRETER,
                                                                List.of(),
                                                                rest)));
    }

    private static boolean isPlain(String word) {
        return !word.startsWith("-") && word.indexOf('=') < 0;
    }

    private static Optional<ProgramWords> script(
            String program, List<String> rest, Path cwd, Programs programs) {
        int first = 0;
        while (first < rest.size() && rest.get(first).startsWith("-")) {
            first++;
        }
        boolean interprets =
                Interpreters.COMMON.contains(program) && programs.find(program).isPresent();
        if (!interprets || first == rest.size()) {
            return Optional.empty();
        }
        Path file = cwd.resolve(rest.get(first)).normalize();
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return Optional.of(
                new ProgramWords(
                        file,
                        program,
                        rest.subList(0, first),
                        rest.subList(first + 1, rest.size())));
    }

    /** What runs, put into a definition. */
    ProcessSpec.Builder builder(Path home, String name) {
        return ProcessSpec.builder(home, name, script)
                .interpreter(interpreter)
                .interpreterArgs(interpreterArgs)
                .args(args);
    }
}
