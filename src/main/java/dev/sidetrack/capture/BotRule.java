// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An expression from a list of bots, and a word that every match contains: nearly all expressions consist of just that
 * word.
 *
 * @param word the longest text that all matches contain, in lower case
 * @param name the word as it must be written, or {@code null} if the case does not matter
 * @param expression what must match, or {@code null} if the word is enough
 */
record BotRule(String word, String name, Pattern expression) {

    private static final String SPECIAL = ".^$*?+()[]{}|";

    /** The rules of an expression, one for each of its alternatives. */
    static List<BotRule> of(String expression, boolean anyCase) {
        return alternatives(expression).stream()
                .map(each -> {
                    var literals = literals(each);
                    var longest = literals.stream()
                            .max((one, other) -> Integer.compare(one.length(), other.length()))
                            .orElseThrow();
                    var whole = literals.size() == 1
                            && each.replaceAll("\\\\([^A-Za-z0-9])", "$1").equals(longest);
                    var pattern = whole ? null : Pattern.compile(each, anyCase ? Pattern.CASE_INSENSITIVE : 0);
                    return new BotRule(longest.toLowerCase(Locale.ROOT), whole && !anyCase ? longest : null, pattern);
                })
                .toList();
    }

    /** Whether this is a bot, given that the word ends before {@code end}. */
    boolean matches(String userAgent, int end) {
        return expression == null
                ? name == null || userAgent.startsWith(name, end - name.length())
                : expression.matcher(userAgent).find();
    }

    private static List<String> alternatives(String expression) {
        var parts = new ArrayList<String>();
        var start = 0;
        for (var i = 0; i < expression.length(); i = next(expression, i)) {
            if (expression.charAt(i) == '|') {
                parts.add(expression.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(expression.substring(start));
        return parts;
    }

    /** The texts that every match contains. */
    private static List<String> literals(String expression) {
        var literals = new ArrayList<String>();
        var literal = new StringBuilder();
        for (var i = 0; i < expression.length(); i = next(expression, i)) {
            var c = expression.charAt(i);
            var isEscape = c == '\\' && !Character.isLetterOrDigit(expression.charAt(i + 1));
            if (isEscape || c != '\\' && c < 128 && SPECIAL.indexOf(c) < 0) {
                literal.append(isEscape ? expression.charAt(i + 1) : c);
                continue;
            }
            if ("*?+{".indexOf(c) >= 0 && !literal.isEmpty()) {
                literal.setLength(literal.length() - 1);
            }
            literals.add(literal.toString());
            literal.setLength(0);
        }
        literals.add(literal.toString());
        literals.removeIf(String::isEmpty);
        return literals;
    }

    /** Where the next part begins: after an escape, a class, a group or a single character. */
    private static int next(String expression, int at) {
        return switch (expression.charAt(at)) {
            case '\\' -> at + 2;
            case '[' -> behind(expression.indexOf(']', at), expression);
            case '(' -> behind(expression.indexOf(')', at), expression);
            default -> at + 1;
        };
    }

    private static int behind(int end, String expression) {
        return end < 0 ? expression.length() : end + 1;
    }
}
