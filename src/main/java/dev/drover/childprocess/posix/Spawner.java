package dev.drover.childprocess.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.drover.childprocess.child.WellFormedText;

import java.io.FileInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One call of posix_spawn with everything around it: the search in the child's {@code PATH} as
 * execvp does it, clean signals, and an error that says what is missing.
 */
final class Spawner {

    private static final int SETSIGDEF = 0x04;
    private static final int SETSIGMASK = 0x08;
    private static final int SETSID = 0x80;
    private static final int X_OK = 1;
    private static final int ATTRIBUTES_SIZE = 512; // posix_spawnattr_t: 336 in glibc
    private static final int SIGNAL_SET_SIZE = 128;
    private static final String SHELL = "/bin/sh";

    /** Longer folders of PATH do not count. */
    private static final int PATH_MAX = 4096;

    /** As much of a file as shells look at before they call it no script. */
    private static final int LOOKED_AT = 256;

    /** What to start. {@code environment}: {@code NAME=value} entries as bytes. */
    record Command(
            String file,
            List<String> argv,
            Optional<Path> cwd,
            List<byte[]> environment,
            Optional<String> path,
            boolean detached,
            Credentials credentials) {}

    private Spawner() {}

    /**
     * Starts a child.
     *
     * @return its pid, it is not waited for yet; negative: {@code -errno}
     */
    static int spawn(Command command, StdioPlan stdio) throws IOException {
        try (Arena arena = arenaFor(command);
                FileActions actions = new FileActions(arena)) {
            stdio.addTo(actions);
            command.cwd()
                    .ifPresent(cwd -> actions.changeDirectory(cwd.toAbsolutePath().toString()));
            MemorySegment attributes =
                    command.detached() ? Attributes.DETACHED : Attributes.ATTACHED;
            return command.credentials()
                    .run(new Attempt(command, arena, actions, attributes)::search);
        }
    }

    /** Closing a shared arena stops all threads, so only where another thread has to use it. */
    private static Arena arenaFor(Command command) {
        return command.credentials().isEmpty() ? Arena.ofConfined() : Arena.ofShared();
    }

    /**
     * Every signal at its default, none blocked: Java threads block SIGQUIT, and nohup ignores
     * SIGHUP. posix_spawn only reads them, so all children share them.
     */
    private static final class Attributes {

        static final MemorySegment ATTACHED = make(0);
        static final MemorySegment DETACHED = make(SETSID);

        private static MemorySegment make(int flags) {
            MemorySegment attributes = Arena.global().allocate(ATTRIBUTES_SIZE, 16);
            set("init", attributes, 0);
            set("setflags", attributes, SETSIGDEF | SETSIGMASK | flags);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment none = arena.allocate(SIGNAL_SET_SIZE, 8);
                MemorySegment all = arena.allocate(SIGNAL_SET_SIZE, 8).fill((byte) 0xff);
                set("setsigmask", attributes, none.address());
                set("setsigdefault", attributes, all.address());
            }
            return attributes;
        }

        private static void set(String name, MemorySegment attributes, long value) {
            MemorySegment function = Libc.symbol("posix_spawnattr_" + name);
            int errno = Libc.spawnSetup(function, attributes.address(), value, 0, 0, 0);
            if (errno != 0) {
                throw new IllegalStateException(
                        "posix_spawnattr_" + name + " failed: " + Errno.words(errno) + ".");
            }
        }
    }

    /** The search of one command; one use. */
    private record Attempt(
            Command command, Arena arena, FileActions actions, MemorySegment attributes) {

        int search() {
            if (command.file().contains("/")) {
                return start(command.file());
            }
            // The child goes there first. Its posix_spawn would say so, but there may be none.
            int folder = command.cwd().map(cwd -> access(cwd.toAbsolutePath() + "/.")).orElse(0);
            if (folder != 0) {
                return folder;
            }
            boolean denied = false;
            int missing = -Errno.ENOENT;
            for (String each :
                    command.path().orElse(PosixEnvironment.DEFAULT_PATH).split(":", -1)) {
                if (each.length() >= PATH_MAX) {
                    continue;
                }
                String candidate = each.isEmpty() ? command.file() : each + "/" + command.file();
                // Saves a child per folder of PATH.
                int access = access(seenFromHere(candidate));
                int result = access == 0 ? start(candidate) : access;
                switch (-result) {
                    case Errno.ENOENT, Errno.ENOTDIR -> missing = result;
                    case Errno.EACCES -> denied = true;
                    default -> {
                        return result;
                    }
                }
            }
            // As execvp: the last of PATH decides between these two.
            return denied ? -Errno.EACCES : missing;
        }

        /** A path of the child as one of this process, which is in another folder. */
        private String seenFromHere(String path) {
            return command.cwd()
                    .filter(_ -> !path.startsWith("/"))
                    .map(cwd -> cwd.toAbsolutePath() + "/" + path)
                    .orElse(path);
        }

        /** Whether it can be executed, or entered. */
        private int access(String path) {
            return Libc.access(
                    NativeStrings.copy(arena, path.getBytes(StandardCharsets.UTF_8)), X_OK);
        }

        private int start(String program) {
            int result = posixSpawn(program, command.argv());
            if (result != -Errno.ENOEXEC || isBinary(seenFromHere(program))) {
                return result;
            }
            // A script without "#!": execvp's rule.
            List<String> script = new ArrayList<>(List.of(SHELL, program));
            script.addAll(command.argv().subList(1, command.argv().size()));
            return posixSpawn(SHELL, script);
        }

        /** A shell would read a program for another machine as text, and say 127. */
        private static boolean isBinary(String program) {
            try (FileInputStream in = new FileInputStream(program)) {
                byte[] start = in.readNBytes(LOOKED_AT);
                int end = 0;
                while (end < start.length && start[end] != '\n' && start[end] != 0) {
                    end++;
                }
                return end < start.length && start[end] == 0;
            } catch (IOException _) {
                // May be run but not read: a shell could not read it either.
                return true;
            }
        }

        private int posixSpawn(String program, List<String> argv) {
            MemorySegment pid = arena.allocate(JAVA_INT);
            int errno =
                    Libc.posixSpawn(
                            pid.address(),
                            NativeStrings.copy(arena, WellFormedText.utf8(program)),
                            actions.address(),
                            attributes.address(),
                            NativeStrings.array(
                                    arena, argv.stream().map(WellFormedText::utf8).toList()),
                            NativeStrings.array(arena, command.environment()));
            return errno == 0 ? pid.get(JAVA_INT, 0) : -errno;
        }
    }
}
