package dev.drover.doctor;

import dev.drover.domain.Home;
import dev.drover.domain.PlainText;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of what the supervisor and the window wrote about themselves. */
final class LogExamination {

    private static final int LINES = 20;
    private static final int BYTES = 16 << 10;

    private final Home home;
    private final Doctor.Folders folders;

    LogExamination(Home home, Doctor.Folders folders) {
        this.home = home;
        this.folders = folders;
    }

    void write(Sheet sheet) {
        sheet.section("the supervisor's last lines");
        quoteEnd(sheet, home.supervisorLog());
        sheet.section("defects of the window");
        quoteEnd(sheet, folders.state().resolve("drover.log"));
    }

    private static void quoteEnd(Sheet sheet, Path file) {
        if (!Files.isRegularFile(file)) {
            sheet.line("none", "");
            return;
        }
        try {
            List<String> lines = end(file).lines().toList();
            lines.subList(Math.max(0, lines.size() - LINES), lines.size())
                    .forEach(line -> sheet.quote(PlainText.visible(line)));
        } catch (IOException e) {
            sheet.problem("%s cannot be read (%s).".formatted(file, e.getMessage()));
        }
    }

    private static String end(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - BYTES));
            ByteBuffer bytes = ByteBuffer.allocate(BYTES);
            while (bytes.hasRemaining() && channel.read(bytes) > 0) {
                // Until it is full or the file has ended.
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }
}
