package dev.drover.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What belongs to the starter of a service and not to the service. */
class StarterVariablesTest {

    @ParameterizedTest
    @CsvSource({
        "_, /usr/bin/env",
        "SHLVL, 2",
        "TERM, xterm",
        "SSH_AUTH_SOCK, /tmp/agent",
        "XDG_RUNTIME_DIR, /run/user/1000",
        "PM2_USAGE, CLI",
        "DROVER_LOCALE, ''",
        "NODE_CHANNEL_FD, 3",
        "api, {}"
    })
    void whatASessionPutsThereIsOfTheSession(String name, String value) {
        assertThat(StarterVariables.isOfSession("api", name, value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "PORT, 8080",
        "NODE_ENV, production",
        "TERMINAL, 1",
        "SSHD, on",
        "PM2, 1",
        "api, {\"a\":1}",
        "web, {}"
    })
    void whatIsMeantForTheServiceIsNot(String name, String value) {
        assertThat(StarterVariables.isOfSession("api", name, value)).isFalse();
    }

    @Test
    void aHomeIsOfTheUserWhoMayHaveGivenTheServiceAnother() {
        assertThat(StarterVariables.isOfUser("HOME")).isTrue();
        assertThat(StarterVariables.isOfSession("api", "HOME", "/srv/api")).isFalse();
    }
}
