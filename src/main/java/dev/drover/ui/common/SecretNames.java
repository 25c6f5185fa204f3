package dev.drover.ui.common;

import java.util.regex.Pattern;

/** Which variables hold secrets: by their names, or because there is a password in an address. */
public final class SecretNames {

    /** What is shown instead of a secret. */
    public static final String MASK = "••••••";

    private static final Pattern SECRET =
            Pattern.compile(
                    "(.*_)?TOKEN|.*KEY|.*PASSWORD.*|.*PASSWD.*|.*SECRET.*",
                    Pattern.CASE_INSENSITIVE);

    /** {@code postgres://user:password@host/base}. */
    private static final Pattern PASSWORD_IN_ADDRESS = Pattern.compile("://[^\\s:/@]*:[^\\s/@]+@");

    private SecretNames() {}

    /** True when the value of a variable of this name is to be masked. */
    public static boolean isSecret(String key) {
        return SECRET.matcher(key).matches();
    }

    /** True when this value of a variable of this name is to be masked. */
    public static boolean isSecret(String key, String value) {
        return isSecret(key) || PASSWORD_IN_ADDRESS.matcher(value).find();
    }
}
