package dev.drover.protocol.pm2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where published output stands, whether PM2 has written it already or not. */
class LogPositionsTest {

    @TempDir Path folder;
    private Path file;
    private final LogPositions positions = new LogPositions();

    @BeforeEach
    void oldOutput() throws IOException {
        file = Files.writeString(folder.resolve("app-out.log"), "old\n");
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }

    private long published(String text) {
        return positions.offset(file, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void chunkThatIsWrittenAlreadyStandsWhereItIs() throws IOException {
        write("one\n");
        assertThat(published("one\n")).isEqualTo(4);
    }

    @Test
    void chunkThatIsNotWrittenYetWillStandAtTheEnd() {
        assertThat(published("one\n")).isEqualTo(4);
    }

    @Test
    void chunkThatOthersHaveFollowedAlreadyIsFound() throws IOException {
        write("one\ntwo\nthree\n");
        assertThat(published("one\n")).isEqualTo(4);
        assertThat(published("two\n")).isEqualTo(8);
    }

    @Test
    void chunksStandOneBehindTheOtherWheneverTheyAreWritten() throws IOException {
        assertThat(published("one\n")).isEqualTo(4);
        assertThat(published("two\n")).isEqualTo(8);
        write("one\ntwo\n");
        assertThat(published("drei\n")).isEqualTo(12);
        write("drei\nvier\n");
        assertThat(published("vier\n")).isEqualTo(17);
    }

    @Test
    void lengthsAreBytes() throws IOException {
        assertThat(published("ä\n")).isEqualTo(4);
        assertThat(published("b\n")).isEqualTo(7);
    }

    @Test
    void emptiedFileBeginsAgain() throws IOException {
        write("one\n");
        published("one\n");
        Files.writeString(file, "");
        assertThat(published("two\n")).isZero();
    }

    @Test
    void missingFileBeginsAtItsBeginning() {
        assertThat(positions.offset(folder.resolve("none"), new byte[] {'a', '\n'})).isZero();
    }
}
