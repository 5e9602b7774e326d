// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

/**
 * Writes the notice as HTML that works without a script: a message is a {@code <dialog>} with a button that closes it,
 * a question is a form. The classes are Bootstrap's. It declares its language, which may differ from the page's.
 */
final class NoticeHtml {

    private static final String TEXT_ID = "sidetrack-notice-text";

    private final StringBuilder html = new StringBuilder(700);

    private NoticeHtml() {}

    /** A dismissible alert. */
    static String told(String text, String language, String close) {
        var html = new NoticeHtml();
        html.open(language, "alert alert-info alert-dismissible", "alert").add(" method=\"dialog\">");
        html.text(text);
        html.add("<button type=\"submit\" class=\"btn-close\" data-bs-dismiss=\"alert\" aria-label=\"")
                .escaped(close)
                .add("\"></button>");
        return html.close();
    }

    /** A banner with two equal buttons. */
    static String asked(Notice notice) {
        var html = new NoticeHtml();
        html.open(notice.language(), "alert alert-info", "region")
                .add(" method=\"post\" action=\"")
                .escaped(notice.action())
                .add("\">");
        html.text(notice.text());
        if (!notice.purposes().isEmpty()) {
            html.purposes(notice);
        }
        html.choice("decline", notice.decline());
        html.choice("accept", notice.accept());
        return html.close();
    }

    /** A row of its own with the purposes, none of them ticked, and the button that accepts the ticked ones. */
    private void purposes(Notice notice) {
        add("<fieldset class=\"sidetrack-purposes\" aria-labelledby=\"" + TEXT_ID + "\">");
        for (var purpose : notice.purposes()) {
            add("<label class=\"form-check-label\">")
                    .add("<input type=\"checkbox\" class=\"form-check-input\" name=\"purpose\" value=\"")
                    .escaped(purpose)
                    .add("\"/> ")
                    .escaped(notice.purpose(purpose))
                    .add("</label>");
        }
        choice(ConsentEndpoint.CHOOSE, notice.choose());
        add("</fieldset>");
    }

    private void choice(String value, String text) {
        add("<button type=\"submit\" name=\"choice\" value=\"" + value + "\" class=\"btn btn-primary\">")
                .escaped(text)
                .add("</button>");
    }

    /** The text, which also labels the dialog. */
    private void text(String text) {
        add("<span id=\"" + TEXT_ID + "\">").escaped(text).add("</span>");
    }

    private NoticeHtml open(String language, String classes, String role) {
        add("<dialog open=\"open\" class=\"sidetrack-notice\" aria-labelledby=\"" + TEXT_ID + "\"");
        if (language != null) {
            add(" lang=\"").escaped(language).add("\"");
        }
        return add("><div class=\"" + classes + "\" role=\"" + role + "\"><form");
    }

    private String close() {
        return add("</form></div></dialog>").html.toString();
    }

    private NoticeHtml add(String markup) {
        html.append(markup);
        return this;
    }

    private NoticeHtml escaped(String text) {
        for (var i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                default -> html.append(text.charAt(i));
            }
        }
        return this;
    }
}
