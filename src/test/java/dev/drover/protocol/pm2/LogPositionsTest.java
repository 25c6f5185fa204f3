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
import java.time.Instant;

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

    private long published(String text, Instant at) {
        return positions.offset(file, text.getBytes(StandardCharsets.UTF_8), at);
    }

    private long published(String text) {
        return published(text, Instant.now().plusSeconds(1));
    }

    @Test
    void chunkStandsWhereTheFileEndedBefore() throws IOException {
        positions.note(file);
        write("one\n");
        assertThat(published("one\n")).isEqualTo(4);
    }

    @Test
    void chunkThatIsNotWrittenYetWillStandAtTheEnd() {
        positions.note(file);
        assertThat(published("one\n")).isEqualTo(4);
    }

    @Test
    void lineThatWasWrittenInAnEarlierRunIsNotMistakenForTheNewOne() {
        positions.note(file);
        assertThat(published("old\n")).isEqualTo(4);
    }

    @Test
    void chunkPublishedBeforeTheFileWasLookedAtIsFoundInIt() throws IOException {
        write("one\ntwo\n");
        positions.note(file);
        assertThat(published("one\n", Instant.EPOCH)).isEqualTo(4);
        assertThat(published("two\n", Instant.EPOCH)).isEqualTo(8);
    }

    @Test
    void chunksStandOneBehindTheOtherWheneverTheyAreWritten() throws IOException {
        positions.note(file);
        assertThat(published("one\n")).isEqualTo(4);
        assertThat(published("two\n")).isEqualTo(8);
        write("one\ntwo\n");
        positions.note(file);
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
        positions.note(file);
        write("one\n");
        published("one\n");
        Files.writeString(file, "");
        assertThat(published("two\n")).isZero();
    }

    @Test
    void missingFileBeginsAtItsBeginning() {
        byte[] chunk = {'a', '\n'};
        assertThat(positions.offset(folder.resolve("none"), chunk, Instant.now())).isZero();
    }
}
