// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a new visitor's id costs, alone and while other threads want one too, beside the JDK's random UUID. With eight
 * threads it is the waiting that counts, so look at the highest percentiles but those of the scheduler (p0.999).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 20, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class VisitorIdBenchmark {

    private final VisitorCookie cookie = BenchVisitors.withDefaults().visitorCookie;

    @Benchmark
    @Threads(1)
    public String newId1() {
        return cookie.newId();
    }

    @Benchmark
    @Threads(8)
    @BenchmarkMode(Mode.SampleTime)
    public String newId8() {
        return cookie.newId();
    }

    @Benchmark
    @Threads(1)
    public String randomUuid1() {
        return UUID.randomUUID().toString();
    }

    @Benchmark
    @Threads(8)
    @BenchmarkMode(Mode.SampleTime)
    public String randomUuid8() {
        return UUID.randomUUID().toString();
    }
}
