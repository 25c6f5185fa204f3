import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Links the one runtime of window and supervisor: the JDK's modules that are needed, JavaFX with its native libraries, the
 * other libraries and Drover. No jar is opened at a start and nothing is unpacked into the user's folder.
 *
 * <p>Usage: {@code java LinkRuntime.java DIST MODULES JAVAFX}: the folders of what is made, of the jars and of JavaFX's jars
 */
final class LinkRuntime {

    /** Drover requires the window's modules statically, so they are named. */
    private static final List<String> ROOTS =
            List.of(
                    "dev.drover",
                    "org.slf4j.nop",
                    "javafx.controls",
                    "javafx.fxml",
                    "org.controlsfx.controls",
                    "atlantafx.base",
                    "org.kordamp.ikonli.javafx",
                    "org.kordamp.ikonli.feather",
                    "org.freedesktop.dbus",
                    "org.freedesktop.dbus.transport.jre");

    /** The JDK is built for one system; these jars hold native libraries of all. */
    private static final List<String> NATIVES_OF_JNA =
            List.of("aix", "darwin", "dragonflybsd", "freebsd", "linux", "openbsd", "netbsd", "sunos", "win32");

    /** Tools of the JDK, what makes CDS archives, what lets another JDK look into this one. */
    private static final List<String> UNUSED =
            List.of("bin/keytool", "bin/jrunscript", "bin/rmiregistry", "lib/jexec", "lib/classlist", "lib/jrt-fs.jar");

    private static final String SYSTEM = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    private static final String MACHINE = System.getProperty("os.arch");

    private LinkRuntime() {}

    public static void main(String[] args) throws IOException {
        Path dist = Path.of(args[0]).toAbsolutePath();
        Path modules = Path.of(args[1]).toRealPath();
        Path fx = Path.of(args[2]).toRealPath();
        Path jmods = dist.resolveSibling("dist-jmods");
        Folders.delete(jmods);
        Files.createDirectories(jmods);
        try (Stream<Path> jars = Files.list(fx)) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                makeModule(jar, jmods);
            }
        }
        link(dist.resolve("lib/runtime"), modules, jmods);
        lighten(dist.resolve("lib/runtime"));
        unpackKeeper(modules.resolve("drover.jar"), dist.resolve("lib/drover-keeper"));
    }

    /** JavaFX's jars hold native libraries, which would be unpacked at the first start; in a runtime they lie with the JDK's. */
    private static void makeModule(Path jar, Path jmods) throws IOException {
        // javafx-graphics-26.0.2-linux.jar
        String name = jar.getFileName().toString().replaceFirst("^(javafx)-([a-z]+)-.*", "$1.$2");
        Path folder = Files.createDirectories(jmods.resolve(name));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path libraries = Files.createDirectories(folder.resolve("libraries"));
        try (FileSystem content = FileSystems.newFileSystem(jar);
                Stream<Path> files = Files.walk(content.getPath("/"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                boolean library = file.toString().matches("/[^/]*\\.(so|dll|dylib)");
                Path copy = (library ? libraries : classes).resolve(file.toString().substring(1));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        run(
                "jmod",
                "create",
                "--class-path=" + classes,
                "--libs=" + libraries,
                "--date=1980-01-01T00:00:02Z",
                jmods.resolve(name + ".jmod").toString());
        Folders.delete(folder);
    }

    private static void link(Path runtime, Path modules, Path jmods) throws IOException {
        Folders.delete(runtime);
        run(
                "jlink",
                "--module-path=" + jmods + System.getProperty("path.separator") + modules,
                "--add-modules=" + String.join(",", ROOTS),
                "--exclude-resources=" + String.join(",", foreign()),
                "--no-header-files",
                "--no-man-pages",
                "--output=" + runtime);
    }

    /** Before the training: the caches fit this runtime only. */
    private static void lighten(Path runtime) throws IOException {
        for (String unused : UNUSED) {
            Files.deleteIfExists(runtime.resolve(unused));
        }
        if (!SYSTEM.startsWith("linux")) {
            return;
        }
        List<Path> programs;
        try (Stream<Path> files = Files.walk(runtime)) {
            programs =
                    files.filter(Files::isRegularFile)
                            .filter(file -> file.toString().endsWith(".so") || Files.isExecutable(file))
                            .toList();
        }
        for (Path program : programs) {
            try {
                // Debian's way; a machine without binutils cannot make a deb either.
                Process strip =
                        new ProcessBuilder("strip", "--strip-unneeded", "--preserve-dates", program.toString())
                                .inheritIO()
                                .start();
                if (strip.waitFor() != 0) {
                    throw new IOException("strip failed with " + program + ".");
                }
            } catch (InterruptedException e) {
                throw new IOException("Interrupted.", e);
            }
        }
    }

    private static List<String> foreign() {
        String own = SYSTEM.startsWith("mac") ? "darwin" : SYSTEM.startsWith("win") ? "win32" : "linux";
        String machine = MACHINE.equals("amd64") || MACHINE.equals("x86_64") ? "x86-64" : MACHINE;
        List<String> patterns = new ArrayList<>();
        for (String system : NATIVES_OF_JNA) {
            patterns.add(
                    system.equals(own)
                            ? "regex:/com\\.sun\\.jna/com/sun/jna/%s-(?!%s/).*".formatted(system, machine)
                            : "glob:/com.sun.jna/com/sun/jna/%s-*/**".formatted(system));
        }
        patterns.add("glob:/dev.drover/dev/drover/app/keeper-" + (MACHINE.equals("aarch64") ? "amd64" : "aarch64"));
        return patterns;
    }

    private static void run(String tool, String... arguments) throws IOException {
        int status = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments);
        if (status != 0) {
            throw new IOException(tool + " ended with " + status + ".");
        }
    }

    /** Where the machine has one, as a file that can be run. */
    private static void unpackKeeper(Path drover, Path keeper) throws IOException {
        Files.deleteIfExists(keeper);
        try (FileSystem jar = FileSystems.newFileSystem(drover)) {
            Path program = jar.getPath("dev/drover/app/keeper-" + MACHINE);
            if (SYSTEM.startsWith("linux") && Files.exists(program)) {
                try (InputStream in = Files.newInputStream(program)) {
                    Files.copy(in, keeper, StandardCopyOption.REPLACE_EXISTING);
                }
                Files.setPosixFilePermissions(keeper, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }
}
