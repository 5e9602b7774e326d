package dev.sidetrack.background;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Queue;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** {@code POST}: sets the alarm, or sends mail. */
@WebServlet({"/probe/alarm", "/probe/mail"})
public class BackgroundProbe extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @EJB
    transient Alarm alarm;

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    transient ConnectionFactory connections;

    @Resource(lookup = Mailbox.QUEUE)
    transient Queue mailbox;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        if (request.getServletPath().equals("/probe/alarm")) {
            alarm.set();
        } else {
            try (var jms = connections.createContext()) {
                jms.createProducer().send(mailbox, "mail");
            }
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
