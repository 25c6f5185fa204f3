package dev.drover.app;

import dev.drover.domain.Home;
import dev.drover.domain.OwnUser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a folder is that somebody wants to open as a home. */
enum HomeCandidate {
    /** A supervisor has been there, Drover's or PM2's. */
    HOME,
    /** A folder in which no supervisor has been yet. */
    EMPTY,
    /** It belongs to another user, whose services are none of ours. */
    FOREIGN,
    /** It is no folder, or cannot be looked into. */
    UNREADABLE;

    /** Blocks. */
    static HomeCandidate of(Path folder) {
        if (!Files.isDirectory(folder)) {
            return UNREADABLE;
        }
        try {
            if (!Files.getOwner(folder).equals(OwnUser.principal())) {
                return FOREIGN;
            }
        } catch (IOException | UnsupportedOperationException e) {
            return UNREADABLE;
        }
        return isHome(new Home(folder)) ? HOME : EMPTY;
    }

    private static boolean isHome(Home home) {
        return Stream.of(
                                home.lockFile(),
                                home.list(),
                                home.pidFile(),
                                home.rpcSocket(),
                                home.supervisorLog(),
                                home.dump())
                        .anyMatch(Files::exists)
                || Pm2Home.hasMarks(home);
    }
}
