package dev.drover.childprocess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OutputCollectorTest {

    private static final byte[] CUT_EURO = {'a', (byte) 0xe2, (byte) 0x82};

    @Test
    void unfinishedCharacterIsOnlyTextWhenTheOutputHasEnded() {
        OutputCollector running = new OutputCollector(Encoding.UTF8, 100);
        assertThat(running.add(CUT_EURO, CUT_EURO.length)).isTrue();
        assertThat(running.output().text()).isEqualTo("a");
        assertThat(running.output().bytes()).isEqualTo(CUT_EURO);
        assertThat(running.end()).isTrue();
        assertThat(running.output().text()).isEqualTo("a\ufffd");
    }

    @Test
    void whatComesAfterTheCommandWasEndedDoesNotCount() {
        OutputCollector stopped = new OutputCollector(Encoding.UTF8, 3);
        stopped.add(CUT_EURO, CUT_EURO.length);
        stopped.stop();
        assertThat(stopped.add(CUT_EURO, CUT_EURO.length)).isTrue();
        assertThat(stopped.end()).isTrue();
        assertThat(stopped.output().text()).isEqualTo("a");
    }
}
