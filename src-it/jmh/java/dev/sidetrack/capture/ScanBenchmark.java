// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.BenchSettings;
import java.nio.charset.StandardCharsets;
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

/** Looking for a page's title, and for a robot's name in a user agent that has not been seen before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 20, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class ScanBenchmark {

    private static final int LIMIT = 16 * 1024;
    private static final String HEAD = "<!DOCTYPE html><html lang=\"de\"><head><meta charset=\"utf-8\">"
            + "<link rel=\"stylesheet\" href=\"/shop/shop.css\">";
    private static final String ROW = "<tr class=\"row\"><td>Blue mug</td><td><a href=\"/mugs/1\">12.50</a></td></tr>";
    private static final String AGENT = "Mozilla/5.0 (Linux; Android 14; SM-S%d) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/126.0.0.0 Mobile Safari/537.36";
    private static final int AGENTS = 1 << 16;

    private static final String META = "<meta name=\"description\" content=\"Mugs, cups and saucers of all colours\">";
    private static final String TITLE = "<title>Blue mug</title></head><body>";

    private final PageCharset charset = PageCharset.of("text/html;charset=UTF-8");
    private final byte[] small = filled(HEAD + TITLE, 1024);
    private final byte[] late = filled(HEAD + META.repeat(10) + TITLE, 1024);
    private final byte[] untitled = filled(HEAD + "</head><body>", LIMIT);
    private final Bots bots = new Bots(BenchSettings.defaults());
    private final String[] agents = new String[AGENTS];
    private int agent;

    /** Made before, since making one costs as much as looking at it. */
    public ScanBenchmark() {
        for (var i = 0; i < AGENTS; i++) {
            agents[i] = AGENT.formatted(i);
        }
    }

    @Benchmark
    public String titleOfASmallPage() {
        return scanned(small);
    }

    @Benchmark
    public String titleAtTheEndOfALongHead() {
        return scanned(late);
    }

    @Benchmark
    public String titleOfAPageWithoutOne() {
        return scanned(untitled);
    }

    @Benchmark
    public boolean botOrNotUnseen() {
        return bots.isBot(agents[agent++ & AGENTS - 1]);
    }

    private String scanned(byte[] page) {
        var watch = new TitleWatch(charset);
        watch.expectBytes();
        watch.see(page, 0, page.length);
        return watch.title();
    }

    private static byte[] filled(String beginning, int length) {
        return (beginning + ROW.repeat(length / ROW.length() + 1))
                .substring(0, length)
                .getBytes(StandardCharsets.UTF_8);
    }
}
