package dev.drover.ui.metrics;

import dev.drover.ui.model.MetricsSeries;

/** What is measured: each has a plot of its own above the one time axis. */
enum Quantity {
    CPU {
        @Override
        double mean(MetricsSeries series, int index) {
            return series.cpu()[index];
        }

        @Override
        double most(MetricsSeries series, int index) {
            return series.cpuMost()[index];
        }

        @Override
        ValueTicks ticks(double most, int wanted) {
            return ValueTicks.ofPercent(most, wanted);
        }
    },
    MEMORY {
        @Override
        double mean(MetricsSeries series, int index) {
            return series.memory()[index];
        }

        @Override
        double most(MetricsSeries series, int index) {
            return series.memoryMost()[index];
        }

        @Override
        ValueTicks ticks(double most, int wanted) {
            return ValueTicks.ofBytes(most, wanted);
        }
    };

    /** A limit that is further away than this is not worth the room: the line would be flat. */
    private static final double NEAR_LIMIT = 0.25;

    abstract double mean(MetricsSeries series, int index);

    abstract double most(MetricsSeries series, int index);

    abstract ValueTicks ticks(double most, int wanted);

    /** The highest value that the plot has to show. */
    double most(ChartFrame frame) {
        double most = 0;
        for (ChartLine line : frame.lines()) {
            most = Math.max(most, most(line));
        }
        for (ChartLine line : frame.lines()) {
            if (showsLimit(line, most)) {
                most = Math.max(most, line.memoryLimit().orElse(0));
            }
        }
        return most;
    }

    /** True when the limit of a process is near enough to be drawn. */
    boolean showsLimit(ChartLine line, double most) {
        return this == MEMORY
                && line.memoryLimit().isPresent()
                && most >= NEAR_LIMIT * line.memoryLimit().getAsLong();
    }

    /** The highest sample of a process; 0 when there is none. */
    double most(ChartLine line) {
        double most = 0;
        for (int i = 0; i < line.series().size(); i++) {
            most = Math.max(most, most(line.series(), i));
        }
        return most;
    }

    /** Mean over what was measured; 0 when nothing was. */
    double average(ChartLine line) {
        double sum = 0;
        int size = line.series().size();
        for (int i = 0; i < size; i++) {
            sum += mean(line.series(), i);
        }
        return size == 0 ? 0 : sum / size;
    }
}
