// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.io.PrintWriter;

/**
 * Passes every call on to the server's writer, and the text to a {@link TitleWatch} until its scan is complete. All
 * other methods call one of these.
 */
final class WatchedWriter extends PrintWriter {

    private final PrintWriter writer;
    private final TitleWatch watch;

    WatchedWriter(PrintWriter writer, TitleWatch watch) {
        super(writer);
        this.writer = writer;
        this.watch = watch;
        watch.expectText();
    }

    @Override
    public void write(int c) {
        if (!watch.isDone()) {
            watch.see(String.valueOf((char) c));
        }
        writer.write(c);
    }

    @Override
    public void write(char[] text) {
        if (!watch.isDone()) {
            watch.see(text, 0, text.length);
        }
        writer.write(text);
    }

    @Override
    public void write(char[] text, int from, int length) {
        if (!watch.isDone()) {
            watch.see(text, from, length);
        }
        writer.write(text, from, length);
    }

    @Override
    public void write(String text) {
        if (!watch.isDone()) {
            watch.see(text);
        }
        writer.write(text);
    }

    @Override
    public void write(String text, int from, int length) {
        if (!watch.isDone()) {
            watch.see(text, from, length);
        }
        writer.write(text, from, length);
    }

    /** The server's own line separator. */
    @Override
    public void println() {
        if (!watch.isDone()) {
            watch.see("\n");
        }
        writer.println();
    }

    @Override
    public void flush() {
        writer.flush();
    }

    @Override
    public void close() {
        writer.close();
    }
}
