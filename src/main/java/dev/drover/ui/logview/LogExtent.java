package dev.drover.ui.logview;

/** The whole log, of which a document holds a part. FX thread only. */
interface LogExtent {

    /** Everything is in the document. */
    LogExtent WHOLE =
            new LogExtent() {
                @Override
                public double before() {
                    return 0;
                }

                @Override
                public double held() {
                    return 1;
                }

                @Override
                public boolean reachesEnd() {
                    return true;
                }

                @Override
                public void goTo(double part) {}

                @Override
                public void viewed() {}
            };

    /** The part of the log, of 1, that is before the document. */
    double before();

    /** The part of the log, of 1, that the document holds. */
    double held();

    /** True when what comes now is added to the document. */
    boolean reachesEnd();

    /** Shows another part of the log. */
    void goTo(double part);

    /** The view or the document moved: what is near the edges may be wanted next. */
    void viewed();
}
