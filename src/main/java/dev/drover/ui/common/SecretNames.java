package dev.drover.ui.common;

import java.util.regex.Pattern;

/** Which variables hold secrets, by their names. */
public final class SecretNames {

    /** What is shown instead of a secret. */
    public static final String MASK = "••••••";

    private static final Pattern SECRET =
            Pattern.compile(
                    "(.*_)?TOKEN|.*KEY|.*PASSWORD.*|.*PASSWD.*|.*SECRET.*",
                    Pattern.CASE_INSENSITIVE);

    private SecretNames() {}

    /** True when the value of a variable of this name is to be masked. */
    public static boolean isSecret(String key) {
        return SECRET.matcher(key).matches();
    }
}
