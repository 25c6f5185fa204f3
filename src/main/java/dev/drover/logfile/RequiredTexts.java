package dev.drover.logfile;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Texts of which each hit of a regular expression must contain one, as far as that is easily seen:
 * so most lines need no look by the expression.
 *
 * @param texts empty when nothing is known; in the case of the expression
 * @param enough a line with one of them is a hit: the expression is a choice of texts
 */
record RequiredTexts(Set<String> texts, boolean enough) {

    static final RequiredTexts UNKNOWN = new RequiredTexts(Set.of(), false);

    /** More are not looked for at once. */
    private static final int MOST = 32;

    static RequiredTexts of(Expression expression) {
        Part whole = part(expression);
        return whole.isKnown()
                ? new RequiredTexts(whole.texts(), whole.whole() && !whole.conditions())
                : UNKNOWN;
    }

    /**
     * A part of an expression.
     *
     * @param texts one of them is in each hit of the part
     * @param whole and nothing else is
     * @param conditions there is more to a hit than its text
     */
    private record Part(Set<String> texts, boolean whole, boolean conditions) {

        static final Part ANYTHING = new Part(Set.of(), false, false);
        static final Part NOTHING = new Part(Set.of(""), true, false);
        static final Part CONDITION = new Part(Set.of(""), true, true);

        boolean isKnown() {
            return shortest() > 0;
        }

        int shortest() {
            return texts.stream().mapToInt(String::length).min().orElse(0);
        }

        Part better(Part other) {
            boolean longer =
                    other.shortest() > shortest()
                            || other.shortest() == shortest() && other.texts.size() < texts.size();
            return longer ? other : this;
        }

        /** Something else is there, too. */
        Part among() {
            return new Part(texts, false, conditions);
        }

        Part or(Part other) {
            Set<String> both = new LinkedHashSet<>(texts);
            both.addAll(other.texts);
            return both.size() <= MOST && !texts.isEmpty() && !other.texts.isEmpty()
                    ? new Part(both, whole && other.whole, conditions || other.conditions)
                    : ANYTHING;
        }

        boolean canJoin(Part next) {
            return next.whole && texts.size() * next.texts.size() <= MOST;
        }

        Part join(Part next) {
            Set<String> joined = new LinkedHashSet<>();
            for (String one : texts) {
                next.texts.forEach(other -> joined.add(one + other));
            }
            return new Part(joined, true, conditions || next.conditions);
        }
    }

    private static Part part(Expression expression) {
        return switch (expression) {
            case Expression.OneOf(_, List<Integer> members) ->
                    members.isEmpty() || members.size() > MOST
                            ? Part.ANYTHING
                            : new Part(texts(members), true, false);
            case Expression.Sequence(List<Expression> parts) -> sequence(parts);
            case Expression.Choice(List<Expression> branches) ->
                    branches.stream().map(RequiredTexts::part).reduce(Part::or).orElseThrow();
            case Expression.Repeat repeat -> repeated(repeat);
            case Expression.Possessive(Expression body) -> {
                Part inner = part(body);
                yield new Part(inner.texts(), inner.whole(), true);
            }
            case Expression.Condition _ -> Part.CONDITION;
            case Expression.Anything _ -> Part.ANYTHING;
        };
    }

    private static Set<String> texts(List<Integer> members) {
        Set<String> texts = new LinkedHashSet<>();
        members.forEach(c -> texts.add(Character.toString(c)));
        return texts;
    }

    private static Part repeated(Expression.Repeat repeat) {
        Part body = part(repeat.body());
        if (repeat.least() > 0) {
            return body.among();
        }
        return repeat.most() == 1 && body.whole() ? body.or(Part.NOTHING) : Part.ANYTHING;
    }

    private static Part sequence(List<Expression> parts) {
        Part best = Part.ANYTHING;
        Part run = Part.NOTHING;
        boolean whole = true;
        for (Expression each : parts) {
            Part next = part(each);
            if (run.canJoin(next)) {
                run = run.join(next);
            } else {
                whole = false;
                best = best.better(run).better(next);
                run = next.whole() ? next : Part.NOTHING;
            }
        }
        return whole ? run : best.better(run).among();
    }
}
