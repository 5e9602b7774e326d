// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.util.Arrays;

/**
 * Finds the first {@code <title>} of an HTML page that is written in pieces, and stores nothing else. It implements as
 * much of the HTML standard's tokenizer (section 13.2.5) as is needed to recognize comments, scripts, attributes and
 * inline SVG. It reads the first 16 thousand characters and is fast if there is nothing to find.
 */
final class TitleScanner {

    private static final int LIMIT = 16 * 1024;
    /** No relevant name is longer than the bytes of a {@code long}. */
    private static final int LONGEST_NAME = Long.BYTES;

    private static final int LONGEST_TITLE = 2_000;
    private static final long BODY = packed("body");
    private static final long COMMENT = packed("!--");
    private static final long HTML = packed("html");
    private static final long MATH = packed("math");
    private static final long MATH_END = packed("/math");
    private static final long SVG = packed("svg");
    private static final long SVG_END = packed("/svg");
    private static final long TITLE = packed("title");
    /** Elements with text in which tags do not count. */
    private static final String[] RAW_TEXT = {
        "title", "script", "style", "textarea", "template", "noscript", "noframes", "noembed", "iframe", "xmp"
    };

    /**
     * Elements with which pages, or parts of pages without the rest, begin; a feed begins with a tag of its own, and
     * looks the same without its declaration.
     */
    private static final long[] OF_HTML = Arrays.stream("""
            html head body title meta link base style script noscript template div span p a b i em strong
            small font center pre code br hr img picture h1 h2 h3 h4 h5 h6 hgroup main header footer nav
            section article aside figure details dialog ul ol li dl dt dd table thead tbody tr td th
            caption form fieldset label input button select textarea iframe frameset object video audio
            canvas marquee address
            """.split("\\s+"))
            .mapToLong(TitleScanner::packed)
            .sorted()
            .toArray();

    private static final long[] RAW_NAMES = new long[RAW_TEXT.length];
    private static final String[] RAW_ENDS = new String[RAW_TEXT.length];

    static {
        for (var i = 0; i < RAW_TEXT.length; i++) {
            RAW_NAMES[i] = packed(RAW_TEXT[i]);
            RAW_ENDS[i] = "</" + RAW_TEXT[i];
        }
    }

    private State state = State.START;
    private State afterTag = State.TEXT;
    private int seen;
    /** The letters of the tag's name, the last one lowest; 0 for an irrelevant one. */
    private long name;

    private int nameLength;
    private char nameStart;
    private int foreign;
    private int dashes;
    private int matched;
    private boolean isBody;
    /** In the body, where attributes are not parsed: whether the last tag before this piece is still open. */
    private boolean isTagOpen;

    private boolean isHtml;
    private boolean isKindKnown;
    private boolean isXml;
    private boolean hasPrefix;
    /** Custom elements have a dash in their names. */
    private boolean isCustom;

    private boolean expectsValue;
    private char quote;
    private char last;
    private String end;
    /** The part of the title from earlier pieces. */
    private StringBuilder begun;

    private String title;

    private enum State {
        START,
        TEXT,
        NAME,
        ATTRIBUTES,
        COMMENT,
        RAW,
        DONE
    }

    /** Whether the scan is complete. */
    boolean isDone() {
        return state == State.DONE;
    }

    /** Whether the text begins like an HTML page. */
    boolean isHtml() {
        return isHtml;
    }

    /** The text between the tags as it was written, or {@code null}. */
    String title() {
        return title;
    }

    /** Ends the scan. */
    void giveUp() {
        state = State.DONE;
    }

    /** How much of a piece with this length needs to be scanned. */
    int worth(int length) {
        return isDone() ? 0 : Math.min(length, LIMIT - seen);
    }

    /** Whether a piece of which so much is scanned is the last one. */
    boolean isLast(int worth) {
        return seen + worth == LIMIT;
    }

    /** Whether the head is over, and no tag of the body has been cut. */
    boolean isInBody() {
        return isBody && state == State.TEXT;
    }

    /** Scans the next piece of the page. */
    void see(char[] piece, int from, int length) {
        var most = from + worth(length);
        var at = from;
        while (at < most && state != State.DONE) {
            at = switch (state) {
                case START -> start(piece, at, most);
                case TEXT -> isBody ? body(piece, at, most) : text(piece, at, most);
                case NAME -> name(piece, at, most);
                case ATTRIBUTES -> attributes(piece, at, most);
                case COMMENT -> comment(piece, at, most);
                case RAW -> raw(piece, at, most);
                case DONE -> most;
            };
        }
        seen += most - from;
        if (seen == LIMIT) {
            giveUp();
        }
    }

    /**
     * A page begins with a tag or a comment; a byte order mark, in whatever charset, and white space may come first.
     */
    private int start(char[] piece, int from, int most) {
        for (var i = from; i < most; i++) {
            var c = piece[i];
            if (c > ' ' && c < 0x80) {
                isKindKnown = c != '<';
                state = State.TEXT;
                return i;
            }
        }
        return most;
    }

    private int text(char[] piece, int from, int most) {
        var i = nextTag(piece, from, most);
        return i == most ? most : tag(i);
    }

    /** The body has hundreds of tags of which only a few matter: for complete ones, the first letters decide. */
    private int body(char[] piece, int from, int most) {
        for (var i = nextTag(piece, from, most); i < most; i = nextTag(piece, i + 1, most)) {
            if ((i + 2 >= most || matters(piece[i + 1], piece[i + 2])) && !isWithinTag(piece, from, i)) {
                return tag(i);
            }
        }
        isTagOpen = isWithinTag(piece, from, most);
        return most;
    }

    /** Whether this index is inside a tag, such as in one of its attributes. */
    private boolean isWithinTag(char[] piece, int from, int at) {
        for (var i = at - 1; i >= from; i--) {
            if (piece[i] == '>') {
                return false;
            }
            if (piece[i] == '<' && i + 1 < at && isNameStart(lower(piece[i + 1]))) {
                return true;
            }
        }
        return isTagOpen;
    }

    private static int nextTag(char[] piece, int from, int most) {
        return next('<', piece, from, most);
    }

    private static int next(char c, char[] piece, int from, int most) {
        var i = from;
        while (i < most && piece[i] != c) {
            i++;
        }
        return i;
    }

    private static boolean matters(char first, char second) {
        if (first == '!') {
            return second == '-';
        }
        if (first == '/') {
            return isOneOf(second, 's') || isOneOf(second, 'm');
        }
        return switch ((first | 0x20) << 8 | (second | 0x20)) {
            case 't' << 8 | 'i',
                    't' << 8 | 'e',
                    's' << 8 | 'v',
                    's' << 8 | 'c',
                    's' << 8 | 't',
                    'm' << 8 | 'a',
                    'n' << 8 | 'o',
                    'x' << 8 | 'm',
                    'i' << 8 | 'f' -> true;
            default -> false;
        };
    }

    private static boolean isOneOf(char c, char letter) {
        return (c | 0x20) == letter;
    }

    private int tag(int at) {
        state = State.NAME;
        name = 0;
        nameLength = 0;
        hasPrefix = false;
        isCustom = false;
        isTagOpen = false;
        return at + 1;
    }

    private int name(char[] piece, int from, int most) {
        for (var i = from; i < most; i++) {
            var c = piece[i];
            if (c <= ' ' || c == '>' || c == '<' || c == '/' && nameLength > 0) {
                named();
                return i;
            }
            keepOfName(lower(c));
            if (name == COMMENT) {
                state = State.COMMENT;
                dashes = 2;
                return i + 1;
            }
        }
        return most;
    }

    private void keepOfName(char c) {
        if (nameLength == 0) {
            nameStart = c;
        }
        hasPrefix |= c == ':';
        isCustom |= c == '-';
        var fits = nameLength < LONGEST_NAME && c < 0x80;
        name = fits ? name << Byte.SIZE | c : 0;
        nameLength = fits ? nameLength + 1 : LONGEST_NAME;
    }

    /** The name is complete: determines what follows the tag. */
    private void named() {
        if (!isKindKnown) {
            begin();
        }
        if (nameLength == 0 || !isNameStart(nameStart)) {
            state = State.TEXT;
            return;
        }
        state = State.ATTRIBUTES;
        afterTag = State.TEXT;
        quote = 0;
        expectsValue = false;
        last = 0;
        if (name == SVG || name == MATH) {
            foreign++;
        } else if (name == SVG_END || name == MATH_END) {
            foreign = Math.max(0, foreign - 1);
        } else if (name == BODY) {
            isBody = true;
        } else if (!isRawText() && isBody) {
            state = State.TEXT;
            isTagOpen = true;
        }
    }

    /** The first tag distinguishes a page from other XML; declarations and comments do not. */
    private void begin() {
        var isTag = nameLength > 0 && isNameStart(nameStart);
        if (isTag && nameStart == '?') {
            isXml = true;
        } else if (isTag && nameStart == '!') {
            isHtml = !isXml;
        } else {
            isKindKnown = true;
            isHtml =
                    isTag && !hasPrefix && (isXml ? name == HTML : isCustom || Arrays.binarySearch(OF_HTML, name) >= 0);
        }
    }

    private boolean isRawText() {
        for (var i = 0; i < RAW_NAMES.length; i++) {
            if (RAW_NAMES[i] == name) {
                rawText(RAW_ENDS[i]);
                return true;
            }
        }
        return false;
    }

    private void rawText(String itsEnd) {
        if (foreign == 0) {
            afterTag = State.RAW;
            end = itsEnd;
            matched = 0;
        }
    }

    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c == '/' || c == '!' || c == '?';
    }

    /**
     * A quote begins a value only where one is expected, as in {@code title="a > b"}, but not in {@code title=it's}.
     */
    private int attributes(char[] piece, int from, int most) {
        for (var i = from; i < most; i++) {
            var c = piece[i];
            if (quote != 0) {
                i = next(quote, piece, i, most);
                if (i == most) {
                    return most;
                }
                c = quote;
                quote = 0;
            } else if (c == '>') {
                endTag();
                return i + 1;
            } else if ((c == '"' || c == '\'') && expectsValue) {
                quote = c;
                expectsValue = false;
            } else if (c == '=') {
                expectsValue = true;
            } else if (c > ' ') {
                expectsValue = false;
            }
            last = c;
        }
        return most;
    }

    private void endTag() {
        state = afterTag;
        if (last == '/' && foreign > 0 && (name == SVG || name == MATH)) {
            foreign--;
        }
    }

    private int comment(char[] piece, int from, int most) {
        for (var i = from; i < most; i++) {
            var c = piece[i];
            if (c == '>' && dashes >= 2) {
                state = State.TEXT;
                return i + 1;
            }
            // --!> ends it, too, like -->.
            dashes = c == '-' ? dashes + 1 : c == '!' && dashes >= 2 ? dashes : 0;
        }
        return most;
    }

    /** Skips to the element's own end tag, ignoring everything else that looks like a tag. */
    private int raw(char[] piece, int from, int most) {
        for (var i = from; i < most; i++) {
            if (matched == 0) {
                i = nextTag(piece, i, most);
                if (i == most) {
                    break;
                }
            }
            var c = piece[i];
            if (matched == end.length() && (c <= ' ' || c == '>' || c == '/')) {
                ended(piece, from, i);
                return i;
            }
            matched = matched < end.length() && lower(c) == end.charAt(matched) ? matched + 1 : c == '<' ? 1 : 0;
        }
        if (name == TITLE) {
            keep(piece, from, most);
        }
        return most;
    }

    private void ended(char[] piece, int from, int at) {
        if (name != TITLE) {
            state = State.ATTRIBUTES;
            afterTag = State.TEXT;
            quote = 0;
            return;
        }
        state = State.DONE;
        if (begun != null) {
            keep(piece, from, at);
            title = begun.substring(0, begun.length() - end.length());
        } else {
            // The usual case: all of it in one piece.
            title = new String(piece, from, Math.min(at - from - end.length(), LONGEST_TITLE));
        }
    }

    private void keep(char[] piece, int from, int to) {
        if (begun == null) {
            begun = new StringBuilder();
        }
        begun.append(piece, from, Math.min(to - from, LONGEST_TITLE + end.length() - begun.length()));
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }

    private static long packed(String name) {
        var packed = 0L;
        for (var i = 0; i < name.length(); i++) {
            packed = packed << Byte.SIZE | name.charAt(i);
        }
        return packed;
    }
}
