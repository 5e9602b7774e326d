// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import jakarta.activation.DataHandler;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;

/** Sends mail with a mail session of the server. The only class that uses Jakarta Mail, which not every server has. */
final class JakartaMail {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private JakartaMail() {}

    /**
     * Sends the mail with this session.
     *
     * @throws IOException if it cannot be sent; the message does not quote the mail server, whose reply may contain
     *     secrets
     */
    static void send(Object session, ReportMail letter) throws IOException {
        if (!(session instanceof Session mail)) {
            throw new IOException("that name leads to something other than a mail session of Jakarta Mail");
        }
        try {
            Transport.send(message(mail, letter));
        } catch (AuthenticationFailedException refused) {
            throw new IOException("the mail server rejected the user and password of the session", refused);
        } catch (MessagingException | RuntimeException failed) {
            throw new IOException(names(failed), failed);
        }
    }

    private static MimeMessage message(Session session, ReportMail letter) throws MessagingException {
        var message = new MimeMessage(session);
        if (letter.from() == null) {
            message.setFrom();
        } else {
            message.setFrom(new InternetAddress(letter.from(), true));
        }
        message.setRecipient(RecipientType.TO, new InternetAddress(letter.to(), true));
        message.setSubject(letter.subject(), UTF_8);
        message.setSentDate(Date.from(letter.time()));
        message.setHeader("Content-Language", letter.language());
        message.setHeader("Auto-Submitted", "auto-generated");
        // RFC 8058; https only (section 3.1).
        message.setHeader("List-Unsubscribe", "<" + letter.off() + ">");
        if (letter.off().startsWith("https:")) {
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        var text = new MimeBodyPart();
        text.setText(letter.text(), UTF_8);
        message.setContent(new MimeMultipart("alternative", text, html(letter)));
        return message;
    }

    private static MimeBodyPart html(ReportMail letter) throws MessagingException {
        var html = new MimeBodyPart();
        html.setText(letter.html(), UTF_8, "html");
        if (letter.picture() == null) {
            return html;
        }
        var picture = new MimeBodyPart();
        picture.setDataHandler(new DataHandler(new ByteArrayDataSource(letter.picture(), "image/png")));
        picture.setContentID("<chart>");
        picture.setDisposition(Part.INLINE);
        picture.setFileName("chart.png");
        var both = new MimeBodyPart();
        both.setContent(new MimeMultipart("related", html, picture));
        return both;
    }

    /** Such as {@code MailConnectException (ConnectException)}. */
    private static String names(Exception failed) {
        Throwable root = failed;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        var name = failed.getClass().getSimpleName();
        return root == failed ? name : name + " (" + root.getClass().getSimpleName() + ")";
    }
}
