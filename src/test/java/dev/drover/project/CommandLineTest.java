package dev.drover.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.domain.ProcessSpec;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

class CommandLineTest {

    private final ProcessSpec spec =
            ProcessSpec.builder(Path.of("/h"), "my api", Path.of("/srv/app.js"))
                    .interpreter("node")
                    .args(List.of("--title", "it's new"))
                    .build();

    @Test
    void quotesWhatAShellWouldTakeApart() {
        assertThat(CommandLine.of(spec)).isEqualTo("node /srv/app.js --title 'it'\\''s new'");
    }

    @Test
    void leavesOutTheInterpreterThatIsNone() {
        assertThat(CommandLine.of(spec.toBuilder().interpreter("none").args(List.of()).build()))
                .isEqualTo("/srv/app.js");
    }

    @Test
    void tellsPm2WhatItWouldNotGuess() {
        assertThat(CommandLine.pm2Start(spec))
                .isEqualTo(
                        "pm2 start /srv/app.js --name 'my api' --cwd /srv"
                                + " -- --title 'it'\\''s new'");
    }
}
