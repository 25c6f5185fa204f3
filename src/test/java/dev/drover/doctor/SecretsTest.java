package dev.drover.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;

class SecretsTest {

    private final Secrets secrets =
            new Secrets(
                    Map.of("NPM_TOKEN", "npm_a1b2c3", "SHORT_KEY", "abc", "EDITOR", "vim-editor"),
                    "/home/ada");

    @Test
    void valuesOfSecretVariablesAreTakenOut() {
        assertThat(secrets.without("started with npm_a1b2c3 in vim-editor"))
                .isEqualTo("started with [redacted] in vim-editor");
    }

    @Test
    void shortValuesLeaveWordsAsTheyAre() {
        assertThat(secrets.without("abcdef")).isEqualTo("abcdef");
    }

    @Test
    void whatLooksLikeAPasswordIsTakenOut() {
        assertThat(secrets.without("DB_PASSWORD=hunter2 retries=3"))
                .isEqualTo("DB_PASSWORD=[redacted] retries=3");
        assertThat(secrets.without("{\"apiKey\": \"k-1 2\", \"port\": 80}"))
                .isEqualTo("{\"apiKey\": [redacted], \"port\": 80}");
        assertThat(secrets.without("Authorization: Bearer eyJhbGciOi.x-y"))
                .isEqualTo("Authorization: Bearer [redacted]");
        assertThat(secrets.without("postgres://ada:pw@db/app"))
                .isEqualTo("postgres://[redacted]@db/app");
    }

    @Test
    void theUsersFolderIsATilde() {
        assertThat(secrets.without("/home/ada/.drover and /home/adam and /srv/home/ada"))
                .isEqualTo("~/.drover and /home/adam and /srv/home/ada");
    }
}
