package dev.drover.ui.startprocess;

import java.nio.file.Path;
import java.util.List;

/**
 * What the form's first field means.
 *
 * @param script absolute path of what runs
 * @param args all arguments
 * @param interpreter program that runs the script, or "none"
 * @param shell true when the text goes to {@code bash -c} as a whole
 */
record Launch(Path script, List<String> args, String interpreter, boolean shell) {

    Launch {
        args = List.copyOf(args);
    }
}
