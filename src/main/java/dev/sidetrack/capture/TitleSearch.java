// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tells quickly that bytes contain no {@code <title}: eight bytes at a time, without knowing what a comment or a script
 * is. Only where there is one does the {@link TitleScanner} have to read them.
 */
final class TitleSearch {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long EACH_LOWEST_BIT = 0x0101010101010101L;
    private static final long EACH_HIGHEST_BIT = 0x8080808080808080L;
    private static final long BRACKETS = '<' * EACH_LOWEST_BIT;
    private static final long LOWER_CASE = 0x20 * EACH_LOWEST_BIT;
    /** Few other tags have this letter three places after the bracket, so one letter is enough to look at. */
    private static final long LETTERS = 't' * EACH_LOWEST_BIT;

    private static final int LETTERS_AT = "<ti".length();
    private static final String TAG = "<title";

    private TitleSearch() {}

    /** Whether these bytes, in a charset that is like ASCII, contain the beginning of a title's tag. */
    static boolean finds(byte[] bytes, int from, int to) {
        var words = to - LETTERS_AT - Long.BYTES;
        var at = from;
        for (; at <= words; at += Long.BYTES) {
            var differing = ((long) WORD.get(bytes, at) ^ BRACKETS)
                    | (((long) WORD.get(bytes, at + LETTERS_AT) | LOWER_CASE) ^ LETTERS);
            var isSame = (differing - EACH_LOWEST_BIT) & ~differing & EACH_HIGHEST_BIT;
            if (isSame != 0 && finds(bytes, at, at + Long.BYTES, to)) {
                return true;
            }
        }
        return finds(bytes, at, to, to);
    }

    private static boolean finds(byte[] bytes, int from, int until, int to) {
        for (var at = from; at < until; at++) {
            if (bytes[at] == '<' && at + TAG.length() <= to && isTag(bytes, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTag(byte[] bytes, int from) {
        for (var i = 1; i < TAG.length(); i++) {
            if ((bytes[from + i] | 0x20) != TAG.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
