// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.config.JarPlace;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import java.util.Set;
import java.util.regex.Pattern;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The queues of one application, which no other has. The definitions in this jar name none, since it would be the same
 * for every application, which WildFly refuses and Payara shares: what each server makes of that is put right here.
 *
 * @param application its name
 * @param module the name of its war, which is the same unless that is part of an EAR
 */
public record OwnQueue(String application, String module) {

    /** What OpenMQ and Open Liberty have for a definition that names no queue, whatever it is for. */
    private static final Set<String> NAMELESS = Set.of("Untitled_Destination_Object", "Default.Queue");

    private static final String ARTEMIS = "ActiveMQ";
    /** Words with a dash between them, for which alone an underscore stands without more. */
    private static final Pattern ORDINARY = Pattern.compile("[A-Za-z0-9]+(-[A-Za-z0-9]+)*");

    /** Those of the application that this thread is of. Where one jar serves all wars of an EAR they are the EAR's. */
    static OwnQueue here() {
        try {
            String application = InitialContext.doLookup("java:app/AppName");
            return new OwnQueue(
                    application, JarPlace.isInWar() ? InitialContext.doLookup("java:module/ModuleName") : application);
        } catch (NamingException outside) {
            throw new IllegalStateException("this thread belongs to no application", outside);
        }
    }

    /**
     * What the names of its queues begin with at a broker outside; nothing where this thread belongs to no application.
     */
    public static String prefix() {
        try {
            return here().nameFor("");
        } catch (IllegalStateException outside) {
            return "";
        }
    }

    /** The same in a servlet container, where nothing but its context path names an application. */
    public static String prefix(String contextPath) {
        var name = contextPath.isEmpty() ? "ROOT" : contextPath.substring(1);
        return new OwnQueue(name, name).nameFor("");
    }

    /** The queue of this application that is defined by that name, or that stands for it where nothing is. */
    Queue of(String jndiName, JMSContext jms) {
        try {
            return own(InitialContext.doLookup(jndiName), jndiName, jms);
        } catch (NamingException undefined) {
            return made(jndiName, jms);
        }
    }

    Queue own(Queue defined, String jndiName, JMSContext jms) {
        var name = nameOf(defined);
        if (NAMELESS.contains(name)) {
            return jms.createQueue(nameFor(jndiName));
        }
        var wildFlys = application + "_" + module + "_" + module + "_" + jndiName;
        // Of several wars in an EAR WildFly makes a queue each, but all of them find the one that was made first.
        return name.endsWith("_" + jndiName) && !name.equals(wildFlys) ? jms.createQueue(wildFlys) : defined;
    }

    /**
     * OpenMQ makes it when it is asked for. An Artemis elsewhere would, too, while WildFly has not yet defined the
     * right one.
     */
    Queue made(String jndiName, JMSContext jms) {
        if (providerOf(jms).contains(ARTEMIS)) {
            throw new IllegalStateException("the queue " + jndiName
                    + " does not exist: if this goes on, declare in web.xml a <jms-destination> of"
                    + " the interface jakarta.jms.Queue for each of " + QueueNames.HITS + ", " + QueueNames.WAITING
                    + " and "
                    + QueueNames.DEAD_LETTERS);
        }
        return jms.createQueue(nameFor(jndiName));
    }

    private String nameFor(String jndiName) {
        var whole = application.equals(module) ? plain(application) : plain(application) + "__" + plain(module);
        return whole + "_" + jndiName.substring(jndiName.lastIndexOf('/') + 1);
    }

    /**
     * Of letters, digits and underscores, as OpenMQ wants it, and of no other application: shop-1, shop_1 and shop.1
     * would each deliver what the others have captured.
     */
    private static String plain(String name) {
        var plain = name.replaceAll("[^A-Za-z0-9]", "_");
        return ORDINARY.matcher(name).matches() ? plain : plain + "_" + Integer.toHexString(name.hashCode());
    }

    private static String providerOf(JMSContext jms) {
        try {
            return String.valueOf(jms.getMetaData().getJMSProviderName());
        } catch (JMSException nameless) {
            return "";
        }
    }

    static String nameOf(Queue queue) {
        try {
            return queue.getQueueName();
        } catch (JMSException nameless) {
            throw new IllegalStateException("the queue has no name", nameless);
        }
    }
}
