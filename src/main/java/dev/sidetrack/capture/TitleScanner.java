// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

/**
 * Finds the first {@code <title>} of an HTML page while it passes by in pieces, and keeps nothing but that. Comments,
 * scripts, attributes and inline SVG are known for what they are, in as much of the tokenizer of the HTML standard
 * (section 13.2.5) as that takes. It looks at the first 16 thousand characters and is fast where nothing is to be
 * found.
 */
final class TitleScanner {

    private static final int LIMIT = 16 * 1024;
    private static final int LONGEST_NAME = 12;
    private static final int LONGEST_TITLE = 2_000;

    private final char[] name = new char[LONGEST_NAME];
    private State state = State.START;
    private State afterTag = State.TEXT;
    private int seen;
    private int nameLength;
    private int foreign;
    private int dashes;
    private int matched;
    private boolean isBody;
    private boolean isHtml;
    private boolean expectsValue;
    private char quote;
    private char last;
    private String end;
    private StringBuilder title;
    private boolean isComplete;

    private enum State {
        START,
        TEXT,
        NAME,
        ATTRIBUTES,
        COMMENT,
        RAW,
        DONE
    }

    /** Whether there is nothing more to look for. */
    boolean isDone() {
        return state == State.DONE;
    }

    /** Whether the text begins as a page in HTML does. */
    boolean isHtml() {
        return isHtml;
    }

    /** The text between the tags as it was written, or {@code null}. */
    String title() {
        return isComplete ? title.toString() : null;
    }

    /** Looks no more. */
    void giveUp() {
        state = State.DONE;
    }

    /** How much of a piece of that length is worth looking at. */
    int worth(int length) {
        return isDone() ? 0 : Math.min(length, LIMIT - seen);
    }

    /** The next piece of the page. */
    void see(String piece) {
        var most = worth(piece.length());
        var at = 0;
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
        seen += most;
        if (seen == LIMIT) {
            giveUp();
        }
    }

    /**
     * A page begins with a tag or a comment; a byte order mark, in whatever charset, and white space may come first.
     */
    private int start(String piece, int from, int most) {
        for (var i = from; i < most; i++) {
            var c = piece.charAt(i);
            if (c == '<') {
                isHtml = true;
            }
            if (c > ' ' && c < 0x80) {
                state = State.TEXT;
                return i;
            }
        }
        return most;
    }

    private int text(String piece, int from, int most) {
        var i = piece.indexOf('<', from);
        return i < 0 || i >= most ? most : tag(i);
    }

    /**
     * In the body there are hundreds of tags of which only a few matter: of those to come whole, the first letters
     * tell.
     */
    private int body(String piece, int from, int most) {
        for (var i = piece.indexOf('<', from); i >= 0 && i < most; i = piece.indexOf('<', i + 1)) {
            if (i + 2 >= most || matters(piece.charAt(i + 1), piece.charAt(i + 2))) {
                return tag(i);
            }
        }
        return most;
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
        nameLength = 0;
        return at + 1;
    }

    private int name(String piece, int from, int most) {
        for (var i = from; i < most; i++) {
            var c = piece.charAt(i);
            if (c <= ' ' || c == '>' || c == '<' || c == '/' && nameLength > 0) {
                named();
                return i;
            }
            if (nameLength < LONGEST_NAME) {
                name[nameLength++] = (char) (c >= 'A' && c <= 'Z' ? c | 0x20 : c);
            }
            if (nameLength == 3 && name[0] == '!' && name[1] == '-' && name[2] == '-') {
                state = State.COMMENT;
                dashes = 2;
                return i + 1;
            }
        }
        return most;
    }

    /** The name is known: what follows the tag? */
    private void named() {
        if (nameLength == 0 || !isNameStart(name[0])) {
            state = State.TEXT;
            return;
        }
        state = State.ATTRIBUTES;
        afterTag = State.TEXT;
        quote = 0;
        expectsValue = false;
        last = 0;
        var tag = new String(name, 0, nameLength);
        switch (tag) {
            case "svg", "math" -> foreign++;
            case "/svg", "/math" -> foreign = Math.max(0, foreign - 1);
            case "body" -> isBody = true;
            case "title",
                    "script",
                    "style",
                    "textarea",
                    "template",
                    "noscript",
                    "noframes",
                    "noembed",
                    "iframe",
                    "xmp" -> rawText(tag);
            default -> state = isBody ? State.TEXT : State.ATTRIBUTES;
        }
    }

    private void rawText(String tag) {
        if (foreign == 0) {
            afterTag = State.RAW;
            end = "</" + tag;
            matched = 0;
            title = tag.equals("title") ? new StringBuilder() : null;
        }
    }

    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c == '/' || c == '!' || c == '?';
    }

    /**
     * A quote begins a value only where one is expected, as in {@code title="a > b"}, but not in {@code title=it's}.
     */
    private int attributes(String piece, int from, int most) {
        for (var i = from; i < most; i++) {
            var c = piece.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
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
        var isEmptyElement = last == '/' && afterTag == State.TEXT && foreign > 0;
        if (isEmptyElement && (name[0] == 's' && name[1] == 'v' || name[0] == 'm')) {
            foreign--;
        }
    }

    private int comment(String piece, int from, int most) {
        for (var i = from; i < most; i++) {
            var c = piece.charAt(i);
            if (c == '>' && dashes >= 2) {
                state = State.TEXT;
                return i + 1;
            }
            // As --> does, --!> ends it too.
            dashes = c == '-' ? dashes + 1 : c == '!' && dashes >= 2 ? dashes : 0;
        }
        return most;
    }

    /** Up to the end tag of its own, whatever else looks like a tag. */
    private int raw(String piece, int from, int most) {
        for (var i = from; i < most; i++) {
            if (matched == 0 && title == null) {
                i = piece.indexOf('<', i);
                if (i < 0 || i >= most) {
                    return most;
                }
            }
            var c = piece.charAt(i);
            if (matched == end.length() && (c <= ' ' || c == '>' || c == '/')) {
                return ended(i);
            }
            keep(c);
            matched = matched < end.length() && lower(c) == end.charAt(matched) ? matched + 1 : c == '<' ? 1 : 0;
        }
        return most;
    }

    private int ended(int at) {
        if (title != null) {
            isComplete = title.length() < LONGEST_TITLE;
            title.setLength(Math.max(0, title.length() - end.length()));
            state = State.DONE;
        } else {
            state = State.ATTRIBUTES;
            afterTag = State.TEXT;
            quote = 0;
        }
        return at;
    }

    private void keep(char c) {
        if (title != null && title.length() < LONGEST_TITLE) {
            title.append(c);
        }
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }
}
