package dev.drover.ui.startprocess;

import java.util.regex.Pattern;

/** Which variables hold secrets, by their names. */
final class SecretNames {

    /** What is shown instead of a secret. */
    static final String MASK = "••••••";

    private static final Pattern SECRET =
            Pattern.compile(
                    "(.*_)?TOKEN|.*KEY|.*PASSWORD.*|.*PASSWD.*|.*SECRET.*",
                    Pattern.CASE_INSENSITIVE);

    private SecretNames() {}

    static boolean isSecret(String key) {
        return SECRET.matcher(key).matches();
    }
}
