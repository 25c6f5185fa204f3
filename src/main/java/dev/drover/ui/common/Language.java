package dev.drover.ui.common;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Optional;

/** The languages of the window; there are texts for each beside the English ones. */
public enum Language {
    /** That of the system, English when there is none of it. */
    AUTO(null),
    ENGLISH(Locale.ENGLISH),
    CHINESE(Locale.SIMPLIFIED_CHINESE),
    RUSSIAN(Locale.of("ru"));

    private final Optional<Locale> locale;

    Language(@Nullable Locale locale) {
        this.locale = Optional.ofNullable(locale);
    }

    /**
     * Makes it the language of all texts that are loaded from now on: to be called before the first
     * view is.
     */
    public void use() {
        locale.ifPresent(Locale::setDefault);
    }
}
