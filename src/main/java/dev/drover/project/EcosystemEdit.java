package dev.drover.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An ecosystem file with apps that were added to it, or replaced in it by their names. Of a file
 * that was there everything else stays as it is written, comments too.
 *
 * @param text of the whole file
 * @param added names, in the order of the apps
 * @param replaced names, in the order of the file
 * @param kept variables that stay as the file has them
 */
public record EcosystemEdit(
        String text, List<String> added, List<String> replaced, List<Variable> kept) {

    private static final String ENV = "env";
    private static final Pattern FILE_NAME = Pattern.compile(".*(\\.json|\\.config\\.c?js)");
    private static final String STEP = "  ";
    private static final JsonMapper JSON = new JsonMapper();
    private static final DefaultPrettyPrinter PRETTY =
            new DefaultPrettyPrinter(
                            Separators.createDefaultInstance()
                                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                    .withObjectIndenter(new DefaultIndenter(STEP, "\n"));

    /**
     * A variable of an app.
     *
     * @param app by its name
     */
    public record Variable(String app, String name) {}

    public EcosystemEdit {
        added = List.copyOf(added);
        replaced = List.copyOf(replaced);
        kept = List.copyOf(kept);
    }

    /** True for a name under which PM2, and {@link ProjectFile}, read an ecosystem file. */
    public static boolean isName(Path file) {
        return FILE_NAME.matcher(String.valueOf(file.getFileName())).matches()
                && ProjectKind.of(file).filter(ProjectKind.ECOSYSTEM::equals).isPresent();
    }

    /**
     * A new file.
     *
     * @param apps options by PM2's names, each with a name
     */
    public static EcosystemEdit fresh(Path file, List<Map<String, Object>> apps) {
        String json = "{\n" + STEP + member(apps, STEP) + "\n}";
        String text = ProjectFile.isCode(file) ? "module.exports = " + json + ";\n" : json + "\n";
        List<String> names = apps.stream().map(EcosystemEdit::name).toList();
        return new EcosystemEdit(text, names, List.of(), List.of());
    }

    /**
     * A JSON file that is there, with these apps.
     *
     * @param leftOut variables of which the apps say nothing: those that the file has stay
     * @throws NotEditableException when it is no ecosystem file
     */
    public static EcosystemEdit over(
            String text, List<Map<String, Object>> apps, Collection<Variable> leftOut)
            throws NotEditableException {
        EcosystemSpans spans = EcosystemSpans.of(text);
        List<Map<String, Object>> left = new ArrayList<>(apps);
        List<String> replaced = new ArrayList<>();
        List<Variable> kept = new ArrayList<>();
        StringBuilder edited = new StringBuilder();
        int at = 0;
        for (EcosystemSpans.App app : spans.apps()) {
            Optional<Map<String, Object>> other =
                    left.stream().filter(one -> name(one).equals(app.name())).findFirst();
            if (other.isPresent()) {
                left.remove(other.get());
                replaced.add(app.name());
                Map<String, @Nullable Object> former =
                        environment(text.substring(app.begin(), app.end()));
                List<Variable> staying =
                        leftOut.stream()
                                .filter(one -> one.app().equals(app.name()))
                                .filter(one -> former.containsKey(one.name()))
                                .toList();
                kept.addAll(staying);
                edited.append(text, at, app.begin())
                        .append(entry(with(staying, former, other.get()), app.indent()));
                at = app.end();
            }
        }
        edited.append(text, at, text.length());
        String whole = edited.toString();
        return new EcosystemEdit(
                left.isEmpty() ? whole : append(whole, left),
                left.stream().map(EcosystemEdit::name).toList(),
                replaced,
                kept);
    }

    /** Of an app as it is written. */
    private static Map<String, @Nullable Object> environment(String app)
            throws NotEditableException {
        Map<String, @Nullable Object> environment = new LinkedHashMap<>();
        try {
            if (JsonText.read(app) instanceof Located.Obj obj
                    && obj.members().get(ENV) instanceof Located.Obj env) {
                env.members().forEach((name, value) -> environment.put(name, value.plain()));
            }
            return environment;
        } catch (MalformedFileException e) {
            throw new NotEditableException(e.problem());
        }
    }

    private static Map<String, Object> with(
            List<Variable> staying, Map<String, @Nullable Object> former, Map<String, Object> app) {
        if (staying.isEmpty()) {
            return app;
        }
        Map<String, @Nullable Object> environment = new LinkedHashMap<>();
        if (app.get(ENV) instanceof Map<?, ?> now) {
            now.forEach((name, value) -> environment.put(String.valueOf(name), value));
        }
        staying.forEach(one -> environment.put(one.name(), former.get(one.name())));
        Map<String, Object> whole = new LinkedHashMap<>(app);
        whole.put(ENV, environment);
        return whole;
    }

    private static String append(String text, List<Map<String, Object>> apps)
            throws NotEditableException {
        EcosystemSpans spans = EcosystemSpans.of(text);
        StringBuilder edited = new StringBuilder(text);
        switch (spans.place()) {
            case EcosystemSpans.Place.After(int end) -> {
                String indent = spans.apps().getLast().indent();
                edited.insert(end, ",\n" + indent + entries(apps, indent));
            }
            case EcosystemSpans.Place.InEmptyList(int begin, String indent) ->
                    edited.insert(
                            begin,
                            "\n" + indent + STEP + entries(apps, indent + STEP) + "\n" + indent);
            case EcosystemSpans.Place.InsteadOfOne(int begin, int end, String indent) -> {
                String inner = indent + STEP;
                String one = text.substring(begin, end).replace("\n", "\n" + STEP);
                edited.replace(
                        begin,
                        end,
                        "[\n"
                                + inner
                                + one
                                + ",\n"
                                + inner
                                + entries(apps, inner)
                                + "\n"
                                + indent
                                + "]");
            }
            case EcosystemSpans.Place.NoList(int begin, boolean others) ->
                    edited.insert(begin, "\n" + STEP + member(apps, STEP) + (others ? "," : "\n"));
        }
        return edited.toString();
    }

    private static String member(List<Map<String, Object>> apps, String indent) {
        String inner = indent + STEP;
        return "\"apps\": [\n" + inner + entries(apps, inner) + "\n" + indent + "]";
    }

    private static String entries(List<Map<String, Object>> apps, String indent) {
        return String.join(",\n" + indent, apps.stream().map(app -> entry(app, indent)).toList());
    }

    /** What is no option of PM2's has come from its daemon, and is not for a file. */
    private static String entry(Map<String, Object> app, String indent) {
        Map<String, Object> options = new LinkedHashMap<>(app);
        options.keySet().removeIf(key -> AppOption.of(key).isEmpty());
        try {
            return JSON.writer(PRETTY).writeValueAsString(options).replace("\n", "\n" + indent);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and numbers are always JSON", e);
        }
    }

    private static String name(Map<String, Object> app) {
        return String.valueOf(app.get("name"));
    }
}
