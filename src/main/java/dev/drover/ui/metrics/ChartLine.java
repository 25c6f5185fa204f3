package dev.drover.ui.metrics;

import dev.drover.ui.model.MetricsMark;
import dev.drover.ui.model.MetricsSeries;

import java.util.List;
import java.util.OptionalLong;

/**
 * What the chart shows of one process.
 *
 * @param number of its colour, from 0
 * @param memoryLimit bytes above which it is restarted
 */
record ChartLine(
        int id,
        String name,
        int number,
        MetricsSeries series,
        List<MetricsMark> marks,
        OptionalLong memoryLimit) {

    ChartLine {
        marks = List.copyOf(marks);
    }
}
