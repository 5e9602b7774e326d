// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * The lines of a list by the numbers of their terms, and their format in the tables: a single value with about twelve
 * bytes per line.
 *
 * <p>Numbers are written as varints: seven bits per byte, least significant first, with the highest bit set in all
 * bytes but the last. A line is the difference between its term and the previous one, times four, plus 1 if there is an
 * amount and plus 2 if there are server times; then visits, views, events, bounces and the duration in microseconds;
 * then the amount, as eight bytes; then the number of bars of {@link ServerTimes} that are not 0 and, for each, its
 * index and its hits.
 */
public final class Lines {

    private static final int AMOUNT = 1;
    private static final int BARS = 2;
    private static final int FLAGS = 2;
    private static final int SEVEN_BITS = 0x7F;
    private static final int MORE = 0x80;

    private final Map<Integer, Line> byTerm = new HashMap<>();

    /** The lines; the caller may remove some. */
    public Map<Integer, Line> byTerm() {
        return byTerm;
    }

    /**
     * Adds a row with the columns term, visits, views, events, bounces, duration and amount and, with {@code bars},
     * those of {@link ServerTimes}.
     */
    public void add(ResultSet row, boolean bars) throws SQLException {
        line(row.getInt(1)).add(row, bars);
    }

    /** Adds what another line has to the one of this term. */
    public void add(int term, Line other) {
        line(term).add(other);
    }

    /** Adds the lines of a list that was {@link #packed}. */
    public void add(byte[] packed) {
        var in = ByteBuffer.wrap(packed);
        var term = 0;
        while (in.hasRemaining()) {
            var head = read(in);
            term += (int) (head >>> FLAGS);
            var line = line(term);
            line.visits += read(in);
            line.views += read(in);
            line.events += read(in);
            line.bounces += read(in);
            line.lasted += read(in);
            if ((head & AMOUNT) != 0) {
                line.amount += in.getDouble();
            }
            if ((head & BARS) != 0) {
                for (var left = read(in); left > 0; left--) {
                    line.addBar((int) read(in), read(in));
                }
            }
        }
    }

    byte[] packed() {
        var out = new ByteArrayOutputStream();
        var before = 0;
        for (var each : new TreeMap<>(byTerm).entrySet()) {
            write(out, each.getKey() - before, each.getValue());
            before = each.getKey();
        }
        return out.toByteArray();
    }

    private Line line(int term) {
        return byTerm.computeIfAbsent(term, any -> new Line());
    }

    private static void write(ByteArrayOutputStream out, long step, Line line) {
        write(out, step << FLAGS | (line.amount == 0 ? 0 : AMOUNT) | (line.bars == null ? 0 : BARS));
        write(out, line.visits);
        write(out, line.views);
        write(out, line.events);
        write(out, line.bounces);
        write(out, line.lasted);
        if (line.amount != 0) {
            out.writeBytes(
                    ByteBuffer.allocate(Double.BYTES).putDouble(line.amount).array());
        }
        if (line.bars != null) {
            writeBars(out, line.bars);
        }
    }

    private static void writeBars(ByteArrayOutputStream out, long[] bars) {
        write(out, LongStream.of(bars).filter(hits -> hits > 0).count());
        for (var bar = 0; bar < bars.length; bar++) {
            if (bars[bar] > 0) {
                write(out, bar);
                write(out, bars[bar]);
            }
        }
    }

    private static void write(ByteArrayOutputStream out, long number) {
        var rest = number;
        while (rest > SEVEN_BITS) {
            out.write((int) (rest & SEVEN_BITS) | MORE);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static long read(ByteBuffer in) {
        var number = 0L;
        for (var shift = 0; ; shift += 7) {
            var part = in.get();
            number |= (long) (part & SEVEN_BITS) << shift;
            if (part >= 0) {
                return number;
            }
        }
    }
}
