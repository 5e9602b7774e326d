// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A mail server that keeps what it gets, or refuses it. */
public final class FakeTransport extends Transport {

    static final List<MimeMessage> RECEIVED = new ArrayList<>();
    static MessagingException failure;

    /** As Jakarta Mail wants it. */
    public FakeTransport(Session session, URLName name) {
        super(session, name);
    }

    /** A session that sends to it, which has got nothing so far. */
    static Session session() {
        RECEIVED.clear();
        failure = null;
        var properties = new Properties();
        properties.setProperty("mail.transport.protocol.rfc822", "fake");
        properties.setProperty("mail.from", "sidetrack@shop.example");
        var session = Session.getInstance(properties);
        session.addProvider(new Provider(Provider.Type.TRANSPORT, "fake", FakeTransport.class.getName(), "us", "1"));
        return session;
    }

    @Override
    protected boolean protocolConnect(String host, int port, String user, String password) {
        return true;
    }

    @Override
    public void sendMessage(Message message, Address[] addresses) throws MessagingException {
        if (failure != null) {
            throw failure;
        }
        var bytes = new ByteArrayOutputStream();
        try {
            message.writeTo(bytes);
        } catch (IOException impossible) {
            throw new MessagingException("not written", impossible);
        }
        RECEIVED.add(new MimeMessage(session, new ByteArrayInputStream(bytes.toByteArray())));
    }
}
