package dev.drover.childprocess.value;

import java.math.BigInteger;

/**
 * A primitive in an object: {@code new Number(5)}, {@code new String('x')}, {@code new
 * Boolean(true)}, {@code Object(5n)}.
 *
 * @param value a Boolean, Double, BigInteger or String
 */
public record JsBoxed(Object value) implements JsValue {

    /**
     * Takes other numbers as Double.
     *
     * @throws IllegalArgumentException for a value that is no primitive in JavaScript
     */
    public JsBoxed {
        value =
                switch (value) {
                    case Boolean _, BigInteger _, String _ -> value;
                    case Number number -> number.doubleValue();
                    default ->
                            throw new IllegalArgumentException(
                                    "A %s is not a primitive value of JavaScript; use a Boolean, a Number or a String."
                                            .formatted(value.getClass().getName()));
                };
    }
}
