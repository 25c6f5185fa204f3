package dev.drover.app;

import java.nio.file.Path;
import java.util.List;

/** The program {@code drover}: opens the window. */
public final class Drover {

    private static final int WRONG_ARGUMENTS = 2;

    private Drover() {}

    /**
     * Opens the window and returns when it is closed; services and supervisor go on. When the home
     * has a window already, that one comes to the front instead.
     *
     * @param args see {@link LaunchOptions#USAGE}
     */
    public static void main(String[] args) {
        try {
            LaunchOptions options = LaunchOptions.parse(List.of(args), System.getenv());
            if (options.show().isPresent()) {
                System.out.print(text(options.show().get()));
            } else {
                open(options, args);
            }
        } catch (IllegalArgumentException e) {
            System.err.println("drover: " + e.getMessage());
            System.exit(WRONG_ARGUMENTS);
        }
    }

    private static void open(LaunchOptions options, String[] args) {
        Path stateFolder = StateFolder.of(System.getenv());
        if (!SingleInstance.handOver(stateFolder, options.home(), options.file())) {
            // Before the toolkit starts: another start may be a moment behind.
            DroverApplication.launch(args, SingleInstance.claim(stateFolder, options.home()));
        }
    }

    private static String text(LaunchOptions.Text text) {
        return switch (text) {
            case HELP -> LaunchOptions.USAGE;
            case VERSION -> "drover %s%n".formatted(Machine.version());
        };
    }
}
