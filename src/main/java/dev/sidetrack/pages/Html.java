// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Renders a page with its template in {@code src/main/jte}, which the build compiles to a class. The class is found by
 * name, as jte itself does it, so that an IDE can compile this code without having run the build.
 */
final class Html {

    private static final int EXPECTED = 64 * 1024;
    private static final Map<String, MethodHandle> TEMPLATES = new ConcurrentHashMap<>();

    private Html() {}

    /** The page made by this template from its parameters, in their order. */
    static String of(String template, Object... parameters) {
        var text = new StringOutput(EXPECTED);
        var arguments = new ArrayList<Object>();
        arguments.add(new OwaspHtmlTemplateOutput(text));
        arguments.add(null);
        arguments.addAll(Arrays.asList(parameters));
        try {
            TEMPLATES.computeIfAbsent(template, Html::render).invokeWithArguments(arguments);
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.toString();
    }

    private static MethodHandle render(String template) {
        try {
            var type = Class.forName(Html.class.getPackageName() + ".Jte" + template + "Generated");
            for (var method : type.getMethods()) {
                if (method.getName().equals("render")) {
                    return MethodHandles.lookup().unreflect(method);
                }
            }
            throw new IllegalStateException("The template " + template + " has no method to render it");
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("The build has not made a class of the template " + template, missing);
        }
    }
}
