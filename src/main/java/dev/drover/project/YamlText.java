package dev.drover.project;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads YAML 1.2 with its lines. Plain data only: a tag never makes an object. Anchors, aliases and
 * the merge key {@code <<} are followed; what they make of a small file is bounded.
 */
final class YamlText {

    private static final int MOST_VALUES = 100_000;
    private static final int DEEPEST = 64;

    private int values;

    private YamlText() {}

    static Located read(String text) throws MalformedFileException {
        try {
            LoadSettings settings =
                    LoadSettings.builder()
                            // The limit below counts what aliases make, not how many there are.
                            .setMaxAliasesForCollections(Integer.MAX_VALUE)
                            // The parser fails on a surrogate pair across the end of its buffer.
                            .setBufferSize(text.length() + 1)
                            // With ~ for null, 0x1F and 0o17 for numbers, as people write YAML.
                            .setSchema(new CoreSchema())
                            .build();
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                throw new MalformedFileException(1, "The file is empty.");
            }
            return new YamlText().value(root.get(), 0);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(YamlText::line).orElse(0);
            throw new MalformedFileException(
                    line, "This is not valid YAML: " + e.getProblem() + ".");
        } catch (YamlEngineException e) {
            throw new MalformedFileException(0, "This is not valid YAML: " + e.getMessage() + ".");
        }
    }

    private Located value(Node node, int depth) throws MalformedFileException {
        int line = node.getStartMark().map(YamlText::line).orElse(0);
        values++;
        if (values > MOST_VALUES || depth > DEEPEST) {
            throw new MalformedFileException(line, "The YAML holds too much, or refers to itself.");
        }
        return switch (node) {
            case MappingNode mapping -> object(mapping, line, depth);
            case SequenceNode sequence -> {
                List<Located> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(value(item, depth + 1));
                }
                yield new Located.Arr(items, line);
            }
            case ScalarNode scalar -> new Located.Scalar(plain(scalar), line);
            default -> throw new MalformedFileException(line, "This kind of YAML is not known.");
        };
    }

    private Located.Obj object(MappingNode mapping, int line, int depth)
            throws MalformedFileException {
        Map<String, Located> merged = new LinkedHashMap<>();
        Map<String, Integer> mergedLines = new LinkedHashMap<>();
        Map<String, Located> members = new LinkedHashMap<>();
        Map<String, Integer> keyLines = new LinkedHashMap<>();
        Set<String> anchored = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int keyLine = tuple.getKeyNode().getStartMark().map(YamlText::line).orElse(line);
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new MalformedFileException(keyLine, "A key must be a text.");
            }
            Located value = value(tuple.getValueNode(), depth + 1);
            if (key.getValue().equals("<<")) {
                merge(value, merged, mergedLines);
            } else if (members.putIfAbsent(key.getValue(), value) != null) {
                throw new MalformedFileException(
                        keyLine, "\"%s\" is there twice.".formatted(key.getValue()));
            }
            keyLines.putIfAbsent(key.getValue(), keyLine);
            if (tuple.getValueNode().getAnchor().isPresent()) {
                anchored.add(key.getValue());
            }
        }
        merged.forEach(members::putIfAbsent);
        mergedLines.forEach(keyLines::putIfAbsent);
        return new Located.Obj(members, keyLines, anchored, line);
    }

    private static void merge(
            Located from, Map<String, Located> members, Map<String, Integer> lines) {
        if (from instanceof Located.Obj obj) {
            obj.members().forEach(members::putIfAbsent);
            obj.keyLines().forEach(lines::putIfAbsent);
        } else if (from instanceof Located.Arr arr) {
            arr.items().forEach(item -> merge(item, members, lines));
        }
    }

    private static @Nullable Object plain(ScalarNode scalar) {
        String text = scalar.getValue();
        if (Tag.NULL.equals(scalar.getTag())) {
            return null;
        }
        if (Tag.BOOL.equals(scalar.getTag())) {
            return Boolean.valueOf(text);
        }
        if (Tag.INT.equals(scalar.getTag())) {
            return whole(text);
        }
        if (Tag.FLOAT.equals(scalar.getTag()) && text.matches("[-+]?[\\d.]+([eE][-+]?\\d+)?")) {
            return Double.valueOf(text);
        }
        return text;
    }

    /** One that is too large stays a text. */
    private static Object whole(String text) {
        try {
            return switch (text.length() > 2 ? text.substring(0, 2) : "") {
                case "0x" -> Long.valueOf(text.substring(2), 16);
                case "0o" -> Long.valueOf(text.substring(2), 8);
                default -> Long.valueOf(text);
            };
        } catch (NumberFormatException _) {
            return text;
        }
    }

    private static int line(Mark mark) {
        return mark.getLine() + 1;
    }
}
