package dev.drover.export;

import java.util.List;

/**
 * What an export consists of.
 *
 * @param target for whom it is
 * @param files in the order in which they are best read
 * @param notes what did not carry over, or not as it was; by service
 */
public record Export(ExportTarget target, List<ExportFile> files, List<ExportNote> notes) {

    public Export {
        files = List.copyOf(files);
        notes = List.copyOf(notes);
    }
}
