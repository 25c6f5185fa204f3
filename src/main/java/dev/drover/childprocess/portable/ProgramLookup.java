package dev.drover.childprocess.portable;

import dev.drover.childprocess.SpawnException;
import dev.drover.childprocess.Stdio;
import dev.drover.childprocess.child.SpawnFailure;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a program in the child's PATH, which ProcessBuilder would look for in the parent's. */
record ProgramLookup(
        String command,
        List<String> args,
        Optional<Path> cwd,
        Map<String, String> environment,
        List<Stdio> stdio) {

    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final String DEFAULT_PATH = "/bin:/usr/bin";
    private static final int MAX_NAME = 255;
    private static final int MAX_PATH = 4095;
    private static final Pattern ERROR_NUMBER = Pattern.compile("error[=:] ?(\\d+)");

    /** The program as ProcessBuilder takes it. */
    String program() throws SpawnException {
        Path folder = cwd.orElse(Path.of("")).toAbsolutePath();
        if (!WINDOWS && (isTooLong(folder) || isTooLong(folder.resolve(command)))) {
            throw failure().because("ENAMETOOLONG", 36, "the name is too long");
        }
        if (!Files.isDirectory(folder)) {
            boolean file = Files.exists(folder);
            throw failure().because(file ? "ENOTDIR" : "ENOENT", file ? 20 : 2, "");
        }
        if (WINDOWS) {
            return command;
        }
        if (command.contains("/")) {
            check(folder.resolve(command));
            // As it was given: a script sees it as its name. It is looked up in the child's folder.
            return command;
        }
        boolean denied = false;
        for (String entry : path().split(":", -1)) {
            Path candidate = folder.resolve(entry).resolve(command);
            if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
                return candidate.toString();
            }
            denied |= Files.exists(candidate);
        }
        throw failure().because(denied ? "EACCES" : "ENOENT", denied ? 13 : 2, "");
    }

    /** To the JDK's file methods such a file merely does not exist. */
    private static boolean isTooLong(Path path) {
        if (length(path) > MAX_PATH) {
            return true;
        }
        for (Path name : path) {
            if (length(name) > MAX_NAME) {
                return true;
            }
        }
        return false;
    }

    private static int length(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private void check(Path program) throws SpawnException {
        if (!Files.exists(program)) {
            throw failure().because("ENOENT", 2, "");
        }
        if (!Files.isExecutable(program) || Files.isDirectory(program)) {
            throw failure().because("EACCES", 13, "");
        }
    }

    /** The exception for a failed start; ProcessBuilder hides the error number in its message. */
    SpawnException failed(IOException cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof FileSystemException file) {
            boolean denied = file instanceof AccessDeniedException;
            return failure()
                    .because(
                            denied ? "EACCES" : "ENOENT",
                            denied ? 13 : 2,
                            "the file '%s' cannot be opened".formatted(file.getFile()));
        }
        Matcher matcher = ERROR_NUMBER.matcher(message);
        int number = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        String code =
                switch (number) {
                    case 2 -> "ENOENT";
                    case 7 -> "E2BIG";
                    case 8 -> "ENOEXEC";
                    case 11, 35 -> "EAGAIN";
                    case 12 -> "ENOMEM";
                    case 13 -> "EACCES";
                    case 20 -> "ENOTDIR";
                    case 24 -> "EMFILE";
                    case 26 -> "ETXTBSY";
                    default -> "UNKNOWN";
                };
        return failure().because(code, number, message);
    }

    private SpawnFailure failure() {
        return new SpawnFailure(command, args, cwd, path(), stdio);
    }

    private String path() {
        return environment.getOrDefault("PATH", DEFAULT_PATH);
    }
}
