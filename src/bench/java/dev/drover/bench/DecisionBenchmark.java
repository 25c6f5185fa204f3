package dev.drover.bench;

import dev.drover.domain.ExitStatus;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.RestartPolicy;
import dev.drover.supervisor.restart.RestartDecider;
import dev.drover.supervisor.restart.RestartHistory;
import dev.drover.ui.model.ProcessFilter;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Decisions per second: what follows an exit, which of 200 rows the user wants to see. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DecisionBenchmark {

    private static final int SERVICES = 200;
    private static final String TYPED = "is:running ns:shop !mail srvc 300";

    @Param({"restart", "filter-parse", "filter-200"})
    String work = "";

    private Supplier<Object> chosen = () -> "";

    @Setup
    public void prepare() {
        RestartDecider.Exit crash =
                new RestartDecider.Exit(new ExitStatus.Exited(1), Duration.ofMillis(300));
        List<ProcessDescription> list = SomeServices.list(SERVICES);
        ProcessFilter filter = ProcessFilter.parse(TYPED);
        chosen =
                switch (work) {
                    case "restart" ->
                            () ->
                                    RestartDecider.decide(
                                            RestartPolicy.DEFAULT, RestartHistory.EMPTY, crash);
                    case "filter-parse" -> () -> ProcessFilter.parse(TYPED);
                    case "filter-200" -> () -> list.stream().filter(filter).count();
                    default -> throw new IllegalArgumentException(work);
                };
    }

    @Benchmark
    public Object decisions() {
        return chosen.get();
    }
}
