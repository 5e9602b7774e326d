// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.application.ResourceDependency;
import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UIComponentBase;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;

/**
 * {@code <st:notice/>}: shows the notice as a dismissible alert and takes it out of the page's messages, so that no
 * {@code <h:messages/>} after it shows it again. Where visitors are asked, it is a banner with two equal buttons until
 * they have answered. Renders nothing where there is nothing to tell.
 *
 * <p>It works without any script: the alert is a {@code <dialog>} that its button closes, the banner a form. The
 * classes are Bootstrap's. Place it outside forms, since HTML has no forms within forms. It says in which language it
 * is, which may be another than the page's.
 */
@FacesComponent(NoticeComponent.TYPE)
@ResourceDependency(library = "sidetrack", name = "notice.css")
public class NoticeComponent extends UIComponentBase {

    /** The component type, which the tag library names too. */
    public static final String TYPE = "dev.sidetrack.Notice";

    private static final String TEXT_ID = "sidetrack-notice-text";

    @Override
    public String getFamily() {
        return TYPE;
    }

    @Override
    public void encodeBegin(FacesContext context) throws IOException {
        if (!isRendered()) {
            return;
        }
        var visit = PageVisit.current();
        var notice = visit == null ? null : visit.notice();
        if (notice != null && notice.isQuestion()) {
            ask(notice, context.getResponseWriter());
        }
        for (var messages = context.getMessages(null); messages.hasNext(); ) {
            if (messages.next() instanceof NoticeMessage message) {
                messages.remove();
                if (!message.isRendered()) {
                    message.rendered();
                    tell(message, context.getResponseWriter());
                }
            }
        }
    }

    private void tell(NoticeMessage message, ResponseWriter html) throws IOException {
        open(html, message.language(), alertClass(message) + " alert-dismissible", "alert");
        html.writeAttribute("method", "dialog", null);
        text(message.getSummary(), html);
        html.startElement("button", this);
        html.writeAttribute("type", "submit", null);
        html.writeAttribute("class", "btn-close", null);
        html.writeAttribute("data-bs-dismiss", "alert", null);
        html.writeAttribute("aria-label", message.close(), null);
        html.endElement("button");
        close(html);
    }

    private void ask(Notice notice, ResponseWriter html) throws IOException {
        open(html, notice.language(), "alert-info", "region");
        html.writeAttribute("method", "post", null);
        html.writeAttribute("action", notice.action(), null);
        text(notice.text(), html);
        if (!notice.purposes().isEmpty()) {
            purposes(notice, html);
        }
        choice("decline", notice.decline(), html);
        choice("accept", notice.accept(), html);
        close(html);
    }

    /**
     * A row of its own: what the visitor may choose, nothing of it chosen beforehand, and the button that takes the
     * choice.
     */
    private void purposes(Notice notice, ResponseWriter html) throws IOException {
        html.startElement("fieldset", this);
        html.writeAttribute("class", "sidetrack-purposes", null);
        html.writeAttribute("aria-labelledby", TEXT_ID, null);
        for (var purpose : notice.purposes()) {
            html.startElement("label", this);
            html.writeAttribute("class", "form-check-label", null);
            html.startElement("input", this);
            html.writeAttribute("type", "checkbox", null);
            html.writeAttribute("class", "form-check-input", null);
            html.writeAttribute("name", "purpose", null);
            html.writeAttribute("value", purpose, null);
            html.endElement("input");
            html.writeText(" " + notice.purpose(purpose), null);
            html.endElement("label");
        }
        choice(ConsentEndpoint.CHOOSE, notice.choose(), html);
        html.endElement("fieldset");
    }

    private void choice(String value, String text, ResponseWriter html) throws IOException {
        html.startElement("button", this);
        html.writeAttribute("type", "submit", null);
        html.writeAttribute("name", "choice", null);
        html.writeAttribute("value", value, null);
        html.writeAttribute("class", "btn btn-primary", null);
        html.writeText(text, null);
        html.endElement("button");
    }

    /** The text, which is also the name of the dialog. */
    private void text(String text, ResponseWriter html) throws IOException {
        html.startElement("span", this);
        html.writeAttribute("id", TEXT_ID, null);
        html.writeText(text, null);
        html.endElement("span");
    }

    private void open(ResponseWriter html, String language, String alertClass, String role) throws IOException {
        html.startElement("dialog", this);
        html.writeAttribute("open", true, null);
        html.writeAttribute("class", "sidetrack-notice", null);
        html.writeAttribute("aria-labelledby", TEXT_ID, null);
        if (language != null) {
            html.writeAttribute("lang", language, null);
        }
        html.startElement("div", this);
        html.writeAttribute("class", "alert " + alertClass, null);
        html.writeAttribute("role", role, null);
        html.startElement("form", this);
    }

    private static void close(ResponseWriter html) throws IOException {
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
