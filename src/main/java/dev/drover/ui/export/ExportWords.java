package dev.drover.ui.export;

import dev.drover.export.Export;
import dev.drover.export.ExportFile;
import dev.drover.export.ExportNote;
import dev.drover.export.ExportTarget;
import dev.drover.project.ShellWords;

import java.nio.file.Path;
import java.util.List;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** What the dialog says. */
record ExportWords(ResourceBundle texts) {

    String get(String key) {
        return texts.getString(key);
    }

    String format(String key, Object... arguments) {
        return get(key).formatted(arguments);
    }

    String target(ExportTarget target) {
        return get("target." + target);
    }

    /** One sentence about a target. */
    String about(ExportTarget target) {
        return get("about." + target);
    }

    String note(ExportNote note) {
        return format("note." + note.kind(), note.arguments().toArray());
    }

    /** The commands of a shell that put what was written to use. */
    String next(Export export, Path folder) {
        return switch (export.target()) {
            case SYSTEMD ->
                    "systemctl --user daemon-reload && systemctl --user enable --now "
                            + ShellWords.join(names(export, ".target").stream().sorted().toList());
            case LAUNCHD ->
                    names(export, ".plist").stream()
                            .map(name -> folder.resolve(name).toString())
                            .map(
                                    file ->
                                            "launchctl bootstrap gui/$(id -u) "
                                                    + ShellWords.quote(file))
                            .collect(Collectors.joining("\n"));
            case COMPOSE ->
                    "docker compose -f "
                            + ShellWords.quote(
                                    folder.resolve(export.files().getFirst().name()).toString())
                            + " up -d";
            case KUBERNETES ->
                    "kubectl apply "
                            + names(export, ".yaml").stream()
                                    .map(name -> folder.resolve(name).toString())
                                    .map(file -> "-f " + ShellWords.quote(file))
                                    .collect(Collectors.joining(" "));
        };
    }

    private static List<String> names(Export export, String ending) {
        return export.files().stream()
                .map(ExportFile::name)
                .filter(name -> name.endsWith(ending))
                .toList();
    }
}
