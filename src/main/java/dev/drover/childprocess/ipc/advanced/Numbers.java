package dev.drover.childprocess.ipc.advanced;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as the names of properties: JavaScript's canonical texts. */
public final class Numbers {

    private static final long MAX_INDEX = 0xffff_fffeL;
    private static final int MAX_INDEX_LENGTH = 10;
    private static final double EXACT = 1L << 53;
    private static final int MAX_PLAIN_EXPONENT = 21;
    private static final int MIN_PLAIN_EXPONENT = -6;

    private Numbers() {}

    /** The array index that the name is, or -1: "7" is one, "07" and "-1" are not. */
    static long index(String name) {
        int length = name.length();
        if (length == 0 || length > MAX_INDEX_LENGTH || (length > 1 && name.charAt(0) == '0')) {
            return -1;
        }
        long index = 0;
        for (int i = 0; i < length; i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            index = 10 * index + digit;
        }
        return index <= MAX_INDEX ? index : -1;
    }

    /** The array index that the number is, or -1. */
    static long index(double number) {
        return number >= 0 && number <= MAX_INDEX && number == Math.rint(number)
                ? (long) number
                : -1;
    }

    /** JavaScript's {@code String(number)}. */
    public static String text(double number) {
        if (number == Math.rint(number) && Math.abs(number) < EXACT) {
            return Long.toString((long) number);
        }
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "Infinity" : "-Infinity";
        }
        double size = Math.abs(number);
        if (size >= 1e-3 && size < 1e7) {
            return Double.toString(number);
        }
        BigDecimal decimal = shortest(number);
        String digits = decimal.unscaledValue().abs().toString();
        // 0.digits * 10^exponent
        int exponent = digits.length() - decimal.scale();
        if (exponent <= MAX_PLAIN_EXPONENT && exponent > MIN_PLAIN_EXPONENT) {
            return decimal.toPlainString();
        }
        int shown = exponent - 1;
        return (number < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() == 1 ? "" : "." + digits.substring(1))
                + (shown < 0 ? "e" : "e+")
                + shown;
    }

    /** Java shows two digits even where one is enough. */
    private static BigDecimal shortest(double number) {
        BigDecimal decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        BigDecimal rounded = decimal.round(new MathContext(1));
        return rounded.doubleValue() == number ? rounded : decimal;
    }
}
