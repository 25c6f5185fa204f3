package dev.drover.ui.startprocess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Set;

class FreeNameTest {

    @ParameterizedTest
    @CsvSource({
        "web, web-2",
        "api, api-4",
        "api-2, api-4",
        "v-05, v-6",
        "a-99999, a-99999-2",
        "-, --2"
    })
    void aCopyHasTheNextNumberThatNobodyHas(String name, String copy) {
        assertThat(FreeName.after(name, Set.of("api", "api-2", "api-3"))).isEqualTo(copy);
    }
}
