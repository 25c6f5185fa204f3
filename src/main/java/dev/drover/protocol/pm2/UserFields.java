package dev.drover.protocol.pm2;

import dev.drover.domain.ProcessSpec;
import dev.drover.domain.UserAccount;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The user and group that a service is to run as: PM2's {@code uid} (or {@code user}) and {@code
 * gid} (spec/pm2.md section 6.2).
 */
public final class UserFields {

    private static final String UID = "uid";
    private static final String GID = "gid";
    private static final String HOME = "HOME";

    private UserFields() {}

    /** The number of the user; empty: that of the supervisor. */
    public static OptionalInt uid(ProcessSpec spec) {
        return number(spec.extra().get(UID));
    }

    /** The number of the group; empty: that of the supervisor. */
    public static OptionalInt gid(ProcessSpec spec) {
        return number(spec.extra().get(GID));
    }

    /**
     * PM2's client's half: names become numbers, the group is the user's own unless one is named,
     * and HOME is the user's. What has numbers for both stays as it is. Blocks for small files.
     *
     * @throws InvalidOptionException when there is no such user or group
     */
    public static ProcessSpec resolved(ProcessSpec spec) {
        Optional<String> user = asked(spec, UID);
        Optional<String> group = asked(spec, GID);
        boolean done =
                user.isEmpty() && group.isEmpty()
                        || number(spec.extra().get(UID)).isPresent() && gid(spec).isPresent();
        if (done) {
            return spec;
        }
        Map<String, Object> extra = new LinkedHashMap<>(spec.extra());
        Map<String, String> env = new LinkedHashMap<>(spec.env());
        user.map(UserFields::account)
                .ifPresent(
                        account -> {
                            extra.put(UID, account.uid());
                            extra.put(GID, account.gid());
                            env.put(HOME, account.home());
                        });
        group.ifPresent(text -> extra.put(GID, groupNumber(text)));
        return spec.toBuilder().extra(extra).env(env).build();
    }

    private static Optional<String> asked(ProcessSpec spec, String key) {
        @Nullable Object value = spec.extra().get(key);
        return Fields.isScalar(value)
                ? Optional.of(Fields.scalarText(value)).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    private static UserAccount account(String user) {
        try {
            return UserAccount.find(user)
                    .orElseThrow(
                            () ->
                                    new InvalidOptionException(
                                            "The \"uid\" names the user %s, who cannot be found."
                                                    .formatted(user)));
        } catch (IOException e) {
            throw new InvalidOptionException(
                    "The user %s of \"uid\" cannot be looked up: %s".formatted(user, e));
        }
    }

    private static int groupNumber(String group) {
        try {
            return UserAccount.group(group)
                    .orElseThrow(
                            () ->
                                    new InvalidOptionException(
                                            "The \"gid\" names the group %s, which cannot be found."
                                                    .formatted(group)));
        } catch (IOException e) {
            throw new InvalidOptionException(
                    "The group %s of \"gid\" cannot be looked up: %s".formatted(group, e));
        }
    }

    /** One that is no int would become another user: 2^32 would be root. */
    private static OptionalInt number(@Nullable Object value) {
        return value instanceof Number number
                        && number.intValue() >= 0
                        && number.doubleValue() == number.intValue()
                ? OptionalInt.of(number.intValue())
                : OptionalInt.empty();
    }
}
