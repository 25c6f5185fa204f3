package dev.drover.ui.testing;

import dev.drover.ui.action.Desktop;
import dev.drover.ui.action.ProcessActions;
import dev.drover.ui.common.Notices;
import dev.drover.ui.common.Prompts;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** A user who says yes to everything, and a desktop that writes down what it is asked for. */
public final class RecordingSurroundings implements Desktop, Prompts, Notices {

    public final List<Question> questions = new ArrayList<>();
    public final List<String> notices = new ArrayList<>();
    public final List<String> desktop = new ArrayList<>();

    public ProcessActions.Surroundings all() {
        return new ProcessActions.Surroundings(this, this, this);
    }

    @Override
    public void openFolder(Path folder) {
        desktop.add("folder " + folder);
    }

    @Override
    public void openTerminal(Path folder, Map<String, String> variables) {
        desktop.add("terminal " + folder);
    }

    @Override
    public void openFile(Path file) {
        desktop.add("file " + file);
    }

    @Override
    public void openPage(URI page) {
        desktop.add("page " + page);
    }

    @Override
    public void copy(String text) {
        desktop.add("copy " + text);
    }

    @Override
    public void confirm(Question question, Runnable yes) {
        questions.add(question);
        yes.run();
    }

    @Override
    public void choose(Question question, List<Choice> choices, Consumer<List<Integer>> answer) {
        questions.add(question);
        answer.accept(IntStream.range(0, choices.size()).boxed().toList());
    }

    @Override
    public void pick(Question question, List<String> choices, Consumer<Integer> answer) {
        questions.add(question);
        answer.accept(choices.size() - 1);
    }

    @Override
    public void askNumber(Question question, Range range, IntConsumer answer) {
        questions.add(question);
        answer.accept(range.now() + 1);
    }

    @Override
    public void askLine(Question question, Consumer<String> answer) {
        questions.add(question);
        answer.accept("a line");
    }

    @Override
    public void info(String sentence) {
        notices.add(sentence);
    }

    @Override
    public void error(String sentence) {
        notices.add(sentence);
    }
}
