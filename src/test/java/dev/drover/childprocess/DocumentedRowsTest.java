package dev.drover.childprocess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What docs/child-process.md says of rows. */
final class DocumentedRowsTest {

    private static final String HEADING = "### What the portable backend refuses";

    @Test
    void thePageListsWhatThePortableBackendRefuses() throws IOException {
        String page = Files.readString(Path.of("docs/child-process.md"));
        String table = page.substring(page.indexOf(HEADING) + HEADING.length()).split("\n#", 2)[0];
        Map<String, Set<String>> documented = new TreeMap<>();
        table.lines()
                .map(line -> line.split("\\|"))
                .filter(cells -> cells.length > 2 && !UnsupportedRows.rows(cells[1]).isEmpty())
                .forEach(cells -> documented.put(cells[1].strip(), UnsupportedRows.rows(cells[2])));
        assertThat(documented).isEqualTo(UnsupportedRows.ANSWERS);
    }
}
