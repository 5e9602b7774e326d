// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.BenchHits;
import dev.sidetrack.Hit;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonWriterFactory;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs, per hit of a full batch, to write it for the queue and to read it there, beside JSON-B and JSON-P. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(BatchCodecBenchmark.HITS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 20, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class BatchCodecBenchmark {

    static final int HITS = 100;

    private final List<Hit> hits = BenchHits.of(HITS);
    private final String text = BatchCodec.write(hits);

    private final Jsonb jsonb = JsonbBuilder.create();
    private final BatchBean bean = jsonb.fromJson(text, BatchBean.class);

    private final JsonReaderFactory readers = Json.createReaderFactory(Map.of());
    private final JsonWriterFactory writers = Json.createWriterFactory(Map.of());
    private final JsonObject object = readJsonp();

    @Benchmark
    public String write() {
        return BatchCodec.write(hits);
    }

    @Benchmark
    public List<Hit> read() {
        return BatchCodec.read(text);
    }

    @Benchmark
    public List<Hit> writeAndRead() {
        return BatchCodec.read(BatchCodec.write(hits));
    }

    @Benchmark
    public String writeJsonb() {
        return jsonb.toJson(bean);
    }

    @Benchmark
    public BatchBean readJsonb() {
        return jsonb.fromJson(text, BatchBean.class);
    }

    @Benchmark
    public String writeJsonp() {
        var written = new StringWriter(text.length());
        try (var writer = writers.createWriter(written)) {
            writer.writeObject(object);
        }
        return written.toString();
    }

    @Benchmark
    public JsonObject readJsonp() {
        try (var reader = readers.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    /** A batch as JSON-B maps it most easily: the very members that are on the queue, and no value of a richer type. */
    public static class BatchBean {
        public int version;
        public List<HitBean> hits;
    }

    /** One hit of it. */
    public static class HitBean {
        public String id;
        public long time;
        public String site;
        public String scheme;
        public String host;
        public String path;
        public String title;
        public String referrer;
        public String client;
        public Long session;
        public Integer sessionNumber;
        public String address;
        public String userAgent;
        public String language;
        public String consent;
        public String event;
        public String category;
        public String label;
        public Double value;
        public Map<String, Object> properties;
        public Long serverTime;
    }
}
