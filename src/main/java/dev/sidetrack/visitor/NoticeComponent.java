// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.application.ResourceDependency;
import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UIComponentBase;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;

/**
 * {@code <st:notice/>}: shows the notice as a dismissible alert and takes it out of the page's messages, so that no {@code
 * <h:messages/>} after it shows it again. Renders nothing where there is nothing to tell.
 *
 * <p>The alert is a {@code <dialog>} whose button closes it without any script; the classes are Bootstrap's. Place it
 * outside forms, since HTML has no forms within forms.
 */
@FacesComponent(NoticeComponent.TYPE)
@ResourceDependency(library = "sidetrack", name = "notice.css")
public class NoticeComponent extends UIComponentBase {

    /** The component type, which the tag library names too. */
    public static final String TYPE = "dev.sidetrack.Notice";

    @Override
    public String getFamily() {
        return TYPE;
    }

    @Override
    public void encodeBegin(FacesContext context) throws IOException {
        if (!isRendered()) {
            return;
        }
        for (var messages = context.getMessages(null); messages.hasNext(); ) {
            if (messages.next() instanceof NoticeMessage message) {
                messages.remove();
                if (!message.isRendered()) {
                    message.rendered();
                    write(message, context.getResponseWriter());
                }
            }
        }
    }

    private void write(NoticeMessage message, ResponseWriter html) throws IOException {
        html.startElement("dialog", this);
        html.writeAttribute("open", true, null);
        html.writeAttribute("class", "sidetrack-notice", null);
        html.startElement("div", this);
        html.writeAttribute("class", "alert " + alertClass(message) + " alert-dismissible", null);
        html.writeAttribute("role", "alert", null);
        html.startElement("form", this);
        html.writeAttribute("method", "dialog", null);
        html.writeText(message.getSummary(), null);
        html.startElement("button", this);
        html.writeAttribute("type", "submit", null);
        html.writeAttribute("class", "btn-close", null);
        html.writeAttribute("data-bs-dismiss", "alert", null);
        html.writeAttribute("aria-label", message.close(), null);
        html.endElement("button");
        html.endElement("form");
        html.endElement("div");
        html.endElement("dialog");
    }

    private static String alertClass(FacesMessage message) {
        var severity = message.getSeverity();
        if (severity == FacesMessage.SEVERITY_INFO) {
            return "alert-info";
        }
        return severity == FacesMessage.SEVERITY_WARN ? "alert-warning" : "alert-danger";
    }
}
