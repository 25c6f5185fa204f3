package dev.drover.childprocess;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Node's checks of arguments and options, with its codes and words. */
final class Arguments {

    private static final String INVALID_VALUE = "ERR_INVALID_ARG_VALUE";

    private Arguments() {}

    /**
     * A value that a caller outside of the checked module may have left out.
     *
     * @throws InvalidArgumentException when it is null
     */
    static <T> T require(@Nullable T value, String what, String type) {
        if (value == null) {
            throw new InvalidArgumentException(
                    "ERR_INVALID_ARG_TYPE",
                    "The %s must be %s. Received null".formatted(what, type));
        }
        return value;
    }

    static Serialization serialization(@Nullable Serialization value) {
        if (value == null) {
            throw new InvalidArgumentException(
                    INVALID_VALUE,
                    "The property 'options.serialization' must be one of: 'json', 'advanced'."
                            + " Received null");
        }
        return value;
    }

    static void check(String file, List<String> args, SpawnOptions options) {
        require(file, "\"file\" argument", "of type string");
        require(options, "\"options\" argument", "of type object");
        if (file.isEmpty()) {
            throw new InvalidArgumentException(
                    INVALID_VALUE, "The argument 'file' cannot be empty. Received ''");
        }
        requireNoNul("The argument 'file'", file);
        for (int i = 0; i < args.size(); i++) {
            String arg = require(args.get(i), "\"args[" + i + "]\" argument", "of type string");
            requireNoNul("The argument 'args[" + i + "]'", arg);
        }
        options.cwd().ifPresent(p -> requireNoNul("The property 'options.cwd'", p.toString()));
        options.argv0().ifPresent(Arguments::checkArgv0);
        options.shell().ifPresent(s -> requireNoNul("The property 'options.shell'", s.program()));
        for (Map.Entry<String, String> variable : options.env().orElse(Map.of()).entrySet()) {
            // Words for a fault are only made where there is one: there are many variables.
            String name = variable.getKey();
            String faulty = hasNul(name) ? name : variable.getValue();
            if (hasNul(faulty)) {
                requireNoNul("The property 'options.env['" + shown(name) + "']'", faulty);
            }
        }
        if (options.timeout().isNegative()) {
            throw new InvalidArgumentException(
                    "ERR_OUT_OF_RANGE",
                    "The value of \"timeout\" is out of range. It must not be negative. Received "
                            + options.timeout());
        }
        if (options.stdio().stream().filter(Stdio.Ipc.class::isInstance).count() > 1) {
            throw new InvalidArgumentException(
                    "ERR_IPC_ONE_PIPE", "Child process can have only one IPC pipe");
        }
    }

    static void checkArgv0(String argv0) {
        requireNoNul("The property 'options.argv0'", argv0);
    }

    /** Under the names that a caller of {@code fork} knows, not those of the command line. */
    static void checkFork(String module, ForkOptions options) {
        requireNoNul("The argument 'modulePath'", module);
        requireNoNul("The property 'options.execPath'", options.execPath());
        for (int i = 0; i < options.execArgv().size(); i++) {
            requireNoNul(
                    "The property 'options.execArgv[%d]'".formatted(i), options.execArgv().get(i));
        }
    }

    static void requireNoChannel(SpawnOptions options) {
        if (options.stdio().stream().anyMatch(Stdio.Ipc.class::isInstance)) {
            throw new InvalidArgumentException(
                    "ERR_IPC_SYNC_FORK", "IPC cannot be used with synchronous forks");
        }
    }

    /** What a forked module is spawned with. */
    static SpawnOptions forked(ForkOptions options) {
        SpawnOptions spawn = options.spawn().withoutShell();
        if (spawn.stdio().isEmpty()) {
            Stdio each = options.silent() ? new Stdio.Pipe() : new Stdio.Inherit();
            return spawn.withStdio(each, each, each, new Stdio.Ipc());
        }
        if (spawn.stdio().stream().noneMatch(Stdio.Ipc.class::isInstance)) {
            throw new InvalidArgumentException(
                    "ERR_CHILD_PROCESS_IPC_REQUIRED",
                    "Forked processes must have an IPC channel, missing value 'ipc' in"
                            + " options.stdio");
        }
        return spawn;
    }

    static void requireMaxBuffer(long maxBuffer) {
        if (maxBuffer < 0) {
            throw new InvalidArgumentException(
                    "ERR_OUT_OF_RANGE",
                    "The value of \"options.maxBuffer\" is out of range. It must be a positive"
                            + " number. Received "
                            + maxBuffer);
        }
    }

    /** Entries with Node's meaning of null; a negative descriptor is a pipe. */
    static List<Stdio> stdio(@Nullable Stdio[] entries) {
        List<Stdio> filled = new ArrayList<>();
        for (int fd = 0; fd < entries.length; fd++) {
            Stdio entry = entries[fd];
            if (entry == null) {
                filled.add(fd < 3 ? new Stdio.Pipe() : new Stdio.Ignore());
            } else if (entry instanceof Stdio.Descriptor(int number) && number < 0) {
                filled.add(new Stdio.Pipe());
            } else {
                filled.add(entry);
            }
        }
        return filled;
    }

    /** The path of a {@code file:} URI. */
    static Path path(String what, URI uri) {
        if (!"file".equalsIgnoreCase(uri.getScheme())) {
            throw new InvalidArgumentException(
                    "ERR_INVALID_URL_SCHEME",
                    "The URL must be of scheme file; '%s' has %s.".formatted(what, uri));
        }
        String host = uri.getHost();
        if (host != null && !host.isEmpty() && !host.equalsIgnoreCase("localhost")) {
            throw new InvalidArgumentException(
                    "ERR_INVALID_FILE_URL_HOST",
                    "File URL host must be \"localhost\" or empty; '%s' has %s."
                            .formatted(what, uri));
        }
        String path = uri.getPath();
        if (path == null) {
            throw new InvalidArgumentException(
                    INVALID_VALUE, "The URL of '%s' has no path: %s.".formatted(what, uri));
        }
        requireNoNul("The property '" + what + "'", path);
        if (uri.getRawPath().toLowerCase(Locale.ROOT).contains("%2f")) {
            throw new InvalidArgumentException(
                    "ERR_INVALID_FILE_URL_PATH",
                    "File URL path must not include encoded / characters; '%s' has %s."
                            .formatted(what, uri));
        }
        return Path.of(URI.create("file://" + escaped(uri.getRawPath())));
    }

    /** As JavaScript's URL has it: a URI of Java may hold characters that are not ASCII. */
    private static String escaped(String path) {
        StringBuilder ascii = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            if (b < 0) {
                ascii.append('%').append(HexFormat.of().toHexDigits(b));
            } else {
                ascii.append((char) b);
            }
        }
        return ascii.toString();
    }

    private static boolean hasNul(String text) {
        return text.indexOf('\0') >= 0;
    }

    static void requireNoNul(String what, String text) {
        if (hasNul(text)) {
            throw new InvalidArgumentException(
                    INVALID_VALUE,
                    "%s must be a string without null bytes. Received '%s'"
                            .formatted(what, shown(text)));
        }
    }

    private static String shown(String text) {
        return text.replace("\0", "\\x00");
    }
}
