// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.ServletOutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Watches what a page's servlet writes for its title, whether as bytes or as text, on its way to the visitor. */
final class TitleWatch {

    private static final int LONGEST_CHARACTER = 8;

    private final TitleScanner scanner = new TitleScanner();
    /** That of the content type, or {@code null} if it says none. */
    private final Charset charset;

    /** The beginning of a page without one, in which it may say its own. */
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

    ServletOutputStream of(ServletOutputStream stream) {
        isBytes = true;
        return new WatchedStream(stream, this);
    }

    PrintWriter of(PrintWriter writer) {
        isBytes = false;
        return new WatchedWriter(writer, this);
    }

    boolean isDone() {
        return scanner.isDone();
    }

    /** Whether what has been written so far begins as HTML does. */
    boolean isHtml() {
        return scanner.isHtml();
    }

    /** The title as the visitor reads it; {@code null} if there has been none so far. */
    String title() {
        var markup = scanner.title();
        return markup == null ? null : HtmlText.shown(isBytes && decoder == null ? decoded(markup) : markup);
    }

    void see(String text) {
        look(text.length() <= scanner.worth(text.length()) ? text : text.substring(0, scanner.worth(text.length())));
    }

    void see(String text, int from, int length) {
        if (isPart(from, length, text.length())) {
            look(text.substring(from, from + scanner.worth(length)));
        }
    }

    void see(char[] text, int from, int length) {
        if (isPart(from, length, text.length)) {
            look(new String(text, from, scanner.worth(length)));
        }
    }

    void see(byte[] bytes, int from, int length) {
        if (isPart(from, length, bytes.length)) {
            var worth = scanner.worth(length);
            if (decoder == null) {
                var piece = new String(bytes, from, worth, StandardCharsets.ISO_8859_1);
                keepHead(piece);
                look(piece);
            } else {
                look(decoded(bytes, from, worth));
            }
        }
    }

    private void keepHead(String piece) {
        if (head != null && head.length() < PageCharset.LONGEST_HEAD) {
            head.append(piece, 0, Math.min(piece.length(), PageCharset.LONGEST_HEAD - head.length()));
        }
    }

    /** Wrong calls of the application's are the server's to refuse. */
    private static boolean isPart(int from, int length, int whole) {
        return from >= 0 && length >= 0 && length <= whole - from;
    }

    /** Nothing that goes wrong here may reach who writes. */
    private void look(String piece) {
        try {
            scanner.see(piece);
        } catch (RuntimeException failure) {
            scanner.giveUp();
        }
    }

    private String decoded(byte[] bytes, int from, int length) {
        var in = ByteBuffer.allocate(rest.remaining() + length)
                .put(rest)
                .put(bytes, from, length)
                .flip();
        var out = CharBuffer.allocate(in.remaining() * 2);
        decoder.decode(in, out, false);
        rest.clear();
        rest.put(in).flip();
        return out.flip().toString();
    }

    /** By the charset that was said, else UTF-8 if it can be that, as nearly all pages are, else by the page's word. */
    private String decoded(String markup) {
        var bytes = markup.getBytes(StandardCharsets.ISO_8859_1);
        if (charset != null) {
            return new String(bytes, charset);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException otherCharset) {
            return new String(bytes, PageCharset.saidIn(head));
        }
    }
}
