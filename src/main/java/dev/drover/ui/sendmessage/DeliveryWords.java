package dev.drover.ui.sendmessage;

import dev.drover.domain.ProcessDescription;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words for whom a message is for, and for how it went. */
final class DeliveryWords {

    private static final String SHORT = "state.short.";
    private static final int NAMED = 3;
    private static final int NAMED_IN_LIST = 40;

    private final ResourceBundle texts;

    DeliveryWords(ResourceBundle texts) {
        this.texts = texts;
    }

    /** Whom a message is for, in few words. */
    String name(Addressee addressee) {
        return switch (addressee) {
            case Addressee.One one -> one.name();
            case Addressee.Instances all -> format("name.instances", all.name());
            case Addressee.Namespace all -> format("name.namespace", all.name());
            case Addressee.Chosen chosen ->
                    listed(
                            chosen.processes().stream()
                                    .map(one -> Receipt.who(one.name(), one.id()))
                                    .toList(),
                            NAMED);
        };
    }

    /** Why a process can get no message; for one that can: nothing. */
    String whyNot(ProcessDescription process) {
        if (Receivers.can(process)) {
            return "";
        }
        return texts.getString(process.status().isAlive() ? "to.noIpc" : "to.notRunning");
    }

    /** Processes, as many as fit into a line. */
    String listOf(List<ProcessDescription> processes) {
        return listed(processes.stream().map(Receipt::who).toList(), NAMED * 2);
    }

    /** Those who can get nothing, as many as fit, each with its reason. */
    String listOfUnable(List<ProcessDescription> processes) {
        return listed(
                processes.stream()
                        .map(p -> format("unable.one", Receipt.who(p), whyNot(p)))
                        .toList(),
                NAMED);
    }

    String longText(Delivery delivery) {
        return text("state.", delivery);
    }

    String shortText(Delivery delivery) {
        return text(SHORT, delivery);
    }

    /** A line of each receiver, where there are several. */
    Optional<String> eachOf(Delivery delivery) {
        if (!(delivery instanceof Delivery.Several several)) {
            return Optional.empty();
        }
        List<String> lines =
                several.each().stream()
                        .limit(NAMED_IN_LIST)
                        .map(one -> one.who() + "   " + longText(one.delivery()))
                        .collect(Collectors.toCollection(ArrayList::new));
        if (several.each().size() > NAMED_IN_LIST) {
            lines.add(format("list.more", several.each().size() - NAMED_IN_LIST));
        }
        return Optional.of(String.join("\n", lines));
    }

    private String text(String prefix, Delivery delivery) {
        return switch (delivery) {
            case Delivery.Earlier _ -> texts.getString(prefix + "earlier");
            case Delivery.Queued _ -> texts.getString(prefix + "queued");
            case Delivery.Written _ -> texts.getString(prefix + "written");
            case Delivery.Answered answered ->
                    format(
                            prefix + (answered.sameTopic() ? "answered" : "followed"),
                            answered.after().toMillis());
            case Delivery.Ended _ -> texts.getString(prefix + "ended");
            case Delivery.Failed failed -> format(prefix + "failed", failed.reason());
            case Delivery.Several several -> sum(several, prefix.equals(SHORT));
        };
    }

    /**
     * "written 3 of 4, answered by 2 (last after 14 ms); api · 2: not running".
     *
     * @param brief in narrow lines, and without times
     */
    private String sum(Delivery.Several several, boolean brief) {
        List<String> parts = new ArrayList<>();
        int all = several.each().size();
        long queued = count(several, Delivery.Queued.class::isInstance);
        long failed = count(several, Delivery.Failed.class::isInstance);
        if (queued > 0) {
            parts.add(format("several.queued", queued, all));
        }
        long written = all - queued - failed;
        if (written > 0 || queued == 0) {
            parts.add(format("several.written", written, all));
        }
        String kind = brief ? "several.short." : "several.";
        addAnswers(several, true, kind + "answered", parts);
        addAnswers(several, false, kind + "followed", parts);
        String ended =
                listed(
                        several.each().stream()
                                .filter(one -> one.delivery() instanceof Delivery.Ended)
                                .map(Delivery.Several.Each::who)
                                .toList(),
                        NAMED);
        if (!ended.isEmpty()) {
            parts.add(format("several.ended", ended));
        }
        List<String> failures = several.each().stream().flatMap(this::failure).toList();
        String glyph = texts.getString(several.isBad() ? "several.bad" : "several.good") + " ";
        if (brief) {
            failures.stream().limit(NAMED).forEach(parts::add);
            if (failures.size() > NAMED) {
                parts.add(format("list.more", failures.size() - NAMED));
            }
            return glyph + String.join("\n", parts);
        }
        String said = String.join(texts.getString("several.and"), parts);
        return glyph
                + (failures.isEmpty()
                        ? said
                        : format("several.failed", said, listed(failures, NAMED)));
    }

    private Stream<String> failure(Delivery.Several.Each one) {
        return one.delivery() instanceof Delivery.Failed failed
                ? Stream.of(format("several.failure", one.who(), failed.reason().strip()))
                : Stream.empty();
    }

    private void addAnswers(
            Delivery.Several several, boolean sameTopic, String key, List<String> parts) {
        List<Duration> answers =
                several.each().stream()
                        .map(Delivery.Several.Each::delivery)
                        .filter(Delivery.Answered.class::isInstance)
                        .map(Delivery.Answered.class::cast)
                        .filter(answer -> answer.sameTopic() == sameTopic)
                        .map(Delivery.Answered::after)
                        .toList();
        answers.stream()
                .max(Comparator.naturalOrder())
                .ifPresent(last -> parts.add(format(key, answers.size(), last.toMillis())));
    }

    private static long count(Delivery.Several several, Predicate<Delivery> wanted) {
        return several.each().stream().filter(one -> wanted.test(one.delivery())).count();
    }

    private String listed(List<String> names, int most) {
        String list = names.stream().limit(most).collect(Collectors.joining(", "));
        return names.size() > most
                ? format("list.and", list, format("list.more", names.size() - most))
                : list;
    }

    private String format(String key, Object... values) {
        return new MessageFormat(texts.getString(key)).format(values);
    }
}
