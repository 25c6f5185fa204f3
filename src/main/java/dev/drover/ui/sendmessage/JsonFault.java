package dev.drover.ui.sendmessage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with a text that is not JSON. The parser says it in English and for programmers;
 * this says it in the language of the window.
 *
 * @param kind which of the mistakes that people make
 * @param what the character, word or key that it is about; empty: none
 */
record JsonFault(Kind kind, String what) {

    /** The mistakes. */
    enum Kind {
        UNFINISHED,
        UNEXPECTED,
        UNKNOWN_WORD,
        KEY_TWICE,
        MORE_AFTER_END,
        CONTROL_CHARACTER,
        NUMBER,
        ESCAPE,
        TOO_MUCH,
        OTHER
    }

    private static final Pattern CHARACTER =
            Pattern.compile("Unexpected character \\('(.+?)' \\(code ", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("Unrecognized token '([^']*)'");
    private static final Pattern KEY =
            Pattern.compile("Duplicate (?:field|Object property) [\"'](.*)[\"']", Pattern.DOTALL);

    /** Of what the parser says. */
    static JsonFault of(JsonProcessingException e) {
        String said = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
        return e instanceof StreamConstraintsException
                ? new JsonFault(Kind.TOO_MUCH, "")
                : of(said);
    }

    private static JsonFault of(String said) {
        Matcher key = KEY.matcher(said);
        if (key.find()) {
            return new JsonFault(Kind.KEY_TWICE, key.group(1));
        }
        Matcher word = WORD.matcher(said);
        if (word.find()) {
            return new JsonFault(Kind.UNKNOWN_WORD, word.group(1));
        }
        Matcher character = CHARACTER.matcher(said);
        if (character.find()) {
            return new JsonFault(Kind.UNEXPECTED, character.group(1));
        }
        if (said.startsWith("Unexpected end-of-input")) {
            return new JsonFault(Kind.UNFINISHED, "");
        }
        if (said.startsWith("Trailing token")) {
            return new JsonFault(Kind.MORE_AFTER_END, "");
        }
        if (said.startsWith("Illegal unquoted character")) {
            return new JsonFault(Kind.CONTROL_CHARACTER, "");
        }
        if (said.startsWith("Invalid numeric value")) {
            return new JsonFault(Kind.NUMBER, "");
        }
        return said.startsWith("Unrecognized character escape")
                ? new JsonFault(Kind.ESCAPE, "")
                : new JsonFault(Kind.OTHER, "");
    }

    /** For the user. */
    String text(ResourceBundle texts) {
        String sentence = texts.getString("json.fault." + kind.name().toLowerCase(Locale.ROOT));
        return what.isEmpty() ? sentence : sentence.formatted(what);
    }
}
