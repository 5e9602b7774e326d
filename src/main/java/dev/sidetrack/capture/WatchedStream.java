// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** Passes every call on to the server's stream, and the bytes to a {@link TitleWatch} until its scan is complete. */
final class WatchedStream extends ServletOutputStream {

    private final ServletOutputStream stream;
    private final TitleWatch watch;

    WatchedStream(ServletOutputStream stream, TitleWatch watch) {
        this.stream = stream;
        this.watch = watch;
        watch.expectBytes();
    }

    @Override
    public void write(int b) throws IOException {
        if (!watch.isDone()) {
            watch.see(new byte[] {(byte) b}, 0, 1);
        }
        stream.write(b);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        if (!watch.isDone()) {
            watch.see(bytes, 0, bytes.length);
        }
        stream.write(bytes);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (!watch.isDone()) {
            watch.see(bytes, from, length);
        }
        stream.write(bytes, from, length);
    }

    @Override
    public void print(String text) throws IOException {
        if (!watch.isDone()) {
            watch.see(String.valueOf(text));
        }
        stream.print(text);
    }

    @Override
    public void println(String text) throws IOException {
        print(text);
        println();
    }

    @Override
    public void println() throws IOException {
        stream.println();
    }

    @Override
    public void flush() throws IOException {
        stream.flush();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    @Override
    public boolean isReady() {
        return stream.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        stream.setWriteListener(listener);
    }
}
