// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.function.Consumer;

/** Renders a page with its template, which the build has compiled to a class. */
final class Html {

    private static final int EXPECTED = 64 * 1024;

    private Html() {}

    static String of(Consumer<HtmlTemplateOutput> template) {
        var text = new StringOutput(EXPECTED);
        template.accept(new OwaspHtmlTemplateOutput(text));
        return text.toString();
    }
}
