package dev.drover.project;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables of Visual Studio Code that mean something without an editor: the folder, the user's
 * home, the environment.
 */
final class VsCodeVariables {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^{}]*)\\}");
    private static final String ENVIRONMENT = "env:";

    private final Path workspace;
    private final Map<String, String> environment;

    VsCodeVariables(Path workspace, Map<String, String> environment) {
        this.workspace = workspace;
        this.environment = environment;
    }

    /**
     * A text with its variables replaced.
     *
     * @param line told when the value does not know its own
     * @throws LeftOutException when the value is no text, or has a variable of the editor
     */
    String resolve(Located value, int line) throws LeftOutException {
        int known = value.line() > 0 ? value.line() : line;
        if (!(value instanceof Located.Scalar scalar) || scalar.value() == null) {
            throw new LeftOutException(
                    known, "it has %s where a text is wanted.".formatted(value.kind()));
        }
        String text = String.valueOf(scalar.value());
        if (text.indexOf('\0') >= 0) {
            throw new LeftOutException(known, "a text in it has a NUL character.");
        }
        Matcher found = VARIABLE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (found.find()) {
            String name = found.group(1);
            String replacement =
                    meaning(name)
                            .orElseThrow(
                                    () ->
                                            new LeftOutException(
                                                    known,
                                                    "only the editor knows what ${%s} is."
                                                            .formatted(name)));
            found.appendReplacement(resolved, Matcher.quoteReplacement(replacement));
        }
        return found.appendTail(resolved).toString();
    }

    private Optional<String> meaning(String name) {
        if (name.startsWith(ENVIRONMENT)) {
            String variable = name.substring(ENVIRONMENT.length());
            return Optional.of(environment.getOrDefault(variable, ""));
        }
        return switch (name) {
            case "workspaceFolder", "workspaceRoot", "cwd" -> Optional.of(workspace.toString());
            case "workspaceFolderBasename" -> Optional.of(String.valueOf(workspace.getFileName()));
            case "userHome" -> Optional.ofNullable(environment.get("HOME"));
            case "pathSeparator", "/" -> Optional.of(File.separator);
            default -> Optional.empty();
        };
    }
}
