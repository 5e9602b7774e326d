// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import dev.sidetrack.visitor.SessionCookie.Visit;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to find our cookies among others, beside what splitting the header would. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 20, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class CookieBenchmark {

    private static final long NOW = 1_780_000_600L;

    private final BenchVisitors visitors = BenchVisitors.withDefaults();
    private String header =
            "_ga=GA1.1.1312340557.1712345678; JSESSIONID=7A1B2C3D4E5F60718293A4B5C6D7E8F9.node1; theme=dark;"
                    + " sidetrack=1f0c7b1e-5a35-4d2e-9c3f-0a1b2c3d4e5f; sidetrack_session=1780000000.7.1780000540";

    @Benchmark
    public String visitorCookie() {
        return visitors.visitorCookie.read(header);
    }

    @Benchmark
    public Visit sessionCookie() {
        return visitors.sessionCookie.read(header, null, NOW);
    }

    @Benchmark
    public String[] split() {
        return header.split("; ");
    }
}
