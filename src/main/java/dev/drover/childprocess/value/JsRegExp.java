package dev.drover.childprocess.value;

/**
 * JavaScript's {@code RegExp}. The source is not checked: what is no regular expression fails in
 * the child.
 *
 * @param source what stands between the slashes
 * @param flags some of {@code dgimsuvy}, sorted; not both {@code u} and {@code v}
 */
public record JsRegExp(String source, String flags) implements JsValue {

    private static final String KNOWN = "dgimsuvy";

    /**
     * Sorts the flags.
     *
     * @throws IllegalArgumentException for flags that JavaScript does not take
     */
    public JsRegExp {
        int[] sorted = flags.chars().sorted().distinct().toArray();
        boolean known = flags.chars().allMatch(c -> KNOWN.indexOf(c) >= 0);
        if (!known
                || sorted.length != flags.length()
                || (flags.indexOf('u') >= 0 && flags.indexOf('v') >= 0)) {
            throw new IllegalArgumentException(
                    "'%s' are not the flags of a regular expression; use each of %s at most once, and not u with v."
                            .formatted(flags, KNOWN));
        }
        flags = new String(sorted, 0, sorted.length);
    }

    @Override
    public String toString() {
        return "/" + source + "/" + flags;
    }
}
