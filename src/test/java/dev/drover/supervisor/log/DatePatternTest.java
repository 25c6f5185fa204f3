package dev.drover.supervisor.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.ZonedDateTime;

/** Patterns as Day.js takes them; what it makes of them was seen in logs of PM2 7.0.4. */
class DatePatternTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "YYYY-MM-DDTHH:mm:ss.SSSZ, 2026-11-22T02:05:09.007+00:00",
                "YY M D H m s, 26 11 22 2 5 9",
                "hh:mm A, 02:05 AM",
                "h a, 2 am",
                "dddd ddd dd d, Sunday Sun Su 0",
                "MMMM MMM, November Nov",
                "ZZ, +0000",
                "Y, +0000",
                "YYY, +0000",
                "YYYYY, 2026+0000",
                "DDD, 2222",
                "[at] [YYYY] ss[s], at YYYY 09s",
                "[], []",
                "[YYYY, [2026",
                "SS Qo kk ', SS Qo kk '",
            })
    void printsWhatDayJsPrints(String pattern, String expected) {
        ZonedDateTime time = ZonedDateTime.parse("2026-11-22T02:05:09.007Z");
        assertThat(DatePattern.formatter(pattern).format(time)).isEqualTo(expected);
    }
}
