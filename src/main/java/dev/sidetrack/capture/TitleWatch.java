// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Watches a page's output, bytes or text, for its title. */
final class TitleWatch {

    private static final int LONGEST_CHARACTER = 8;
    /** A buffer per thread: most titles are in the first piece, and no page needs a copy of its own. */
    private static final ThreadLocal<char[]> SLICE = ThreadLocal.withInitial(() -> new char[128]);

    private final TitleScanner scanner = new TitleScanner();
    /** The charset of the content type, or {@code null} if it has none. */
    private final Charset charset;

    /** The beginning of a page without a charset, which may declare one. */
    private final StringBuilder head;

    private final CharsetDecoder decoder;
    private final ByteBuffer rest;
    private boolean isBytes;

    TitleWatch(PageCharset page) {
        this.charset = page.charset();
        this.head = charset == null ? new StringBuilder() : null;
        this.decoder = page.isLikeAscii()
                ? null
                : charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE);
        this.rest =
                decoder == null ? null : ByteBuffer.allocate(LONGEST_CHARACTER).flip();
    }

    void expectBytes() {
        isBytes = true;
    }

    void expectText() {
        isBytes = false;
    }

    boolean isDone() {
        return scanner.isDone();
    }

    /** Whether the output so far begins like HTML. */
    boolean isHtml() {
        return scanner.isHtml();
    }

    /** The title as the visitor sees it; {@code null} if there has been none so far. */
    String title() {
        var markup = scanner.title();
        return markup == null ? null : HtmlText.shown(isBytes && decoder == null ? decoded(markup) : markup);
    }

    void see(String text) {
        see(text, 0, text.length());
    }

    void see(String text, int from, int length) {
        if (isPart(from, length, text.length())) {
            var slice = SLICE.get();
            for (var at = from; at < from + length && !isDone(); at += slice.length) {
                var end = Math.min(at + slice.length, from + length);
                text.getChars(at, end, slice, 0);
                look(slice, 0, end - at);
            }
        }
    }

    void see(char[] text, int from, int length) {
        if (isPart(from, length, text.length)) {
            look(text, from, length);
        }
    }

    void see(byte[] bytes, int from, int length) {
        if (!isPart(from, length, bytes.length)) {
            return;
        }
        if (decoder != null) {
            var text = decoded(bytes, from, scanner.worth(length));
            look(text.array(), 0, text.length());
            return;
        }
        var slice = SLICE.get();
        var isSearched = false;
        for (var at = from; at < from + length && !isDone(); at += slice.length) {
            if (!isSearched && scanner.isInBody()) {
                isSearched = true;
                giveUpWithoutTitle(bytes, at, from + length - at);
            }
            var size = Math.min(slice.length, from + length - at);
            for (var i = 0; i < size; i++) {
                slice[i] = (char) (bytes[at + i] & 0xFF);
            }
            keepHead(slice, size);
            look(slice, 0, size);
        }
    }

    /** If this piece is the last that would be scanned, nothing but a title in it matters. */
    private void giveUpWithoutTitle(byte[] bytes, int from, int length) {
        var worth = scanner.worth(length);
        if (scanner.isLast(worth) && !TitleSearch.finds(bytes, from, from + worth)) {
            scanner.giveUp();
        }
    }

    private void keepHead(char[] slice, int size) {
        if (head != null && head.length() < PageCharset.LONGEST_HEAD) {
            head.append(slice, 0, Math.min(size, PageCharset.LONGEST_HEAD - head.length()));
        }
    }

    /** Invalid calls by the application are left to the server to reject. */
    private static boolean isPart(int from, int length, int whole) {
        return from >= 0 && length >= 0 && length <= whole - from;
    }

    /** No failure in here may reach the writer. */
    private void look(char[] piece, int from, int length) {
        try {
            scanner.see(piece, from, length);
        } catch (RuntimeException failure) {
            scanner.giveUp();
        }
    }

    private CharBuffer decoded(byte[] bytes, int from, int length) {
        var in = ByteBuffer.allocate(rest.remaining() + length)
                .put(rest)
                .put(bytes, from, length)
                .flip();
        var out = CharBuffer.allocate(in.remaining() * 2);
        decoder.decode(in, out, false);
        rest.clear();
        rest.put(in).flip();
        return out.flip();
    }

    /**
     * Decodes with the charset of the content type, otherwise as UTF-8 if it is valid, as nearly all pages are,
     * otherwise with the charset that the page declares.
     */
    private String decoded(String markup) {
        if ((charset == null || charset.equals(StandardCharsets.UTF_8)) && isAscii(markup)) {
            return markup;
        }
        var bytes = markup.getBytes(StandardCharsets.ISO_8859_1);
        if (charset != null) {
            return new String(bytes, charset);
        }
        var text = CharBuffer.allocate(bytes.length);
        // A long title may have been cut inside a character.
        var read = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, false);
        return read.isError()
                ? new String(bytes, PageCharset.saidIn(head))
                : text.flip().toString();
    }

    private static boolean isAscii(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
