package dev.drover.client;

import dev.drover.domain.ExecMode;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Node's debugger in a process: {@code --inspect} among the words between Node and its script. */
public final class Debugger {

    /** The one address that editors and browsers try by themselves, 127.0.0.1:9229. */
    private static final String USUAL = "--inspect";

    private static final int USUAL_PORT = 9229;

    /** Where the system has a port left. */
    private static final String ANYWHERE = "--inspect=0";

    private static final Pattern OPTION = Pattern.compile("--inspect(-brk|-wait)?(=.*)?");

    private Debugger() {}

    /** True when Node runs it. */
    public static boolean isPossible(ProcessDescription process) {
        ProcessSpec spec = process.spec();
        return spec.mode() == ExecMode.CLUSTER || isNode(Path.of(spec.interpreter()));
    }

    /** True when it runs with a debugger, or will once it runs. */
    public static boolean isOn(ProcessDescription process) {
        return process.spec().interpreterArgs().stream().anyMatch(Debugger::isOption);
    }

    /** True when a port may be its debugger's and not its own: the usual one. */
    public static boolean isPort(ProcessDescription process, int port) {
        return port == USUAL_PORT && isOn(process);
    }

    /**
     * Its definition with a debugger.
     *
     * @param others who may have taken the usual port
     */
    public static ProcessSpec on(
            ProcessDescription process, Collection<ProcessDescription> others) {
        boolean taken = others.stream().anyMatch(p -> p.id() != process.id() && isOn(p));
        List<String> words = new ArrayList<>(off(process).interpreterArgs());
        words.add(taken ? ANYWHERE : USUAL);
        return process.spec().toBuilder().interpreterArgs(words).build();
    }

    /** Its definition without one. */
    public static ProcessSpec off(ProcessDescription process) {
        List<String> words =
                process.spec().interpreterArgs().stream().filter(word -> !isOption(word)).toList();
        return process.spec().toBuilder().interpreterArgs(words).build();
    }

    private static boolean isOption(String word) {
        return OPTION.matcher(word).matches();
    }

    private static boolean isNode(Path interpreter) {
        return interpreter.endsWith("node");
    }
}
