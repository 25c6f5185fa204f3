package dev.drover.app;

import dev.drover.domain.Home;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Whether a home is PM2's. The window shows a PM2 daemon that is alive there; it never starts
 * anything in such a home and never writes a file into it.
 */
final class Pm2Home {

    /** Files that PM2's client makes in each of its homes. */
    private static final List<String> MARKS = List.of("module_conf.json", "modules", "touch");

    private Pm2Home() {}

    /** By its name and by what is in it; Drover's own files say that it is not. */
    static boolean is(Home home, Map<String, String> environment) {
        if (Files.exists(home.lockFile()) || Files.exists(home.list())) {
            return false;
        }
        String named = environment.getOrDefault("PM2_HOME", "");
        Path usual = Home.userFolder(environment).resolve(".pm2");
        return home.root().equals(usual)
                || !named.isEmpty() && home.equals(new Home(Path.of(named)))
                || hasMarks(home);
    }

    /** Whether PM2's client has been there. Blocks. */
    static boolean hasMarks(Home home) {
        return MARKS.stream().anyMatch(mark -> Files.exists(home.root().resolve(mark)));
    }
}
