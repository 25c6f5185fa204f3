package dev.drover.ui.metrics;

/**
 * The lines of a value axis, at round numbers from 0.
 *
 * @param step from one line to the next
 * @param count how many steps; the last line is the end of the axis
 */
record ValueTicks(double step, int count) {

    private static final double LEAST_PERCENT = 10;
    private static final double LEAST_BYTES = 1 << 20;
    private static final double KILO = 1024;

    /** Steps of bytes within a unit; half of the next unit is round again. */
    private static final double[] BYTE_STEPS = {1, 2, 5, 10, 20, 50, 100, 200, 512};

    private static final double[] DECIMAL_STEPS = {1, 2, 2.5, 5};

    /**
     * @param most what has to be below the last line
     * @param wanted about how many steps there is room for, at least 1
     */
    static ValueTicks ofPercent(double most, int wanted) {
        double needed = Math.max(most, LEAST_PERCENT);
        double least = needed / Math.max(1, wanted);
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : DECIMAL_STEPS) {
            double step = factor * power;
            boolean round = factor != 2.5 || power >= 10;
            if (round && step >= least * (1 - 1e-9)) {
                return upTo(needed, step);
            }
        }
        return upTo(needed, 10 * power);
    }

    /** As {@link #ofPercent}, with steps that are round in KB, MB or GB. */
    static ValueTicks ofBytes(double most, int wanted) {
        double needed = Math.max(most, LEAST_BYTES);
        double least = needed / Math.max(1, wanted);
        for (double unit = KILO; ; unit *= KILO) {
            for (double factor : BYTE_STEPS) {
                if (factor * unit >= least) {
                    return upTo(needed, factor * unit);
                }
            }
        }
    }

    private static ValueTicks upTo(double needed, double step) {
        return new ValueTicks(step, (int) Math.ceil(needed / step * (1 - 1e-9)));
    }

    double value(int index) {
        return index * step;
    }

    double top() {
        return count * step;
    }
}
