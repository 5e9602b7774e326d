// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.jms.ConnectionMetaData;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers make of the definitions in the jar, as seen on WildFly 39 and Payara 6. */
class OwnQueueTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "OpenMQ,                          shop, shop, Untitled_Destination_Object,                     shop_SidetrackHits",
        "OpenMQ with a dash,              my-shop, my-shop, Untitled_Destination_Object,               my_shop_SidetrackHits",
        "OpenMQ with a version,           shop-1.0, shop-1.0, Untitled_Destination_Object,             shop_1_0_eb58a25c_SidetrackHits",
        "OpenMQ in an EAR,                mall, shop, Untitled_Destination_Object,                     mall__shop_SidetrackHits",
        "Open Liberty,                    shop, shop, Default.Queue,                                   shop_SidetrackHits",
        "WildFly,                         shop, shop, shop_shop_shop_java:app/jms/SidetrackHits,       shop_shop_shop_java:app/jms/SidetrackHits",
        "WildFly the other war of an EAR, mall, shop, mall_blog_blog_java:app/jms/SidetrackHits,       mall_shop_shop_java:app/jms/SidetrackHits",
        "WildFly in the lib of an EAR,    mall, mall, mall_mall_mall_java:app/jms/SidetrackHits,       mall_mall_mall_java:app/jms/SidetrackHits",
        "declared by the application,     shop, shop, ShopHits,                                        ShopHits",
    })
    void own_definedQueue_isThisApplications(
            String server, String application, String module, String defined, String own) throws JMSException {
        var queue = new OwnQueue(application, module).own(queue(defined), QueueNames.HITS, jms("any"));
        assertThat(queue.getQueueName()).isEqualTo(own);
    }

    /** Otherwise either would deliver what the other has captured, as a-b and a_b did on Payara. */
    @Test
    void own_namesThatDifferInAnything_areSo() throws JMSException {
        var names = List.of("a-b", "a_b", "a.b", "a b", "a--b", "läden", "löden", "магазин", "витрина");
        var queues = new HashSet<String>();
        for (var name : names) {
            queues.add(nameless(name, name));
        }
        queues.add(nameless("a", "b"));
        assertThat(queues).hasSize(names.size() + 1).allMatch(queue -> queue.matches("[A-Za-z0-9_]+_SidetrackHits"));
    }

    private static String nameless(String application, String module) throws JMSException {
        return new OwnQueue(application, module)
                .own(queue("Untitled_Destination_Object"), QueueNames.HITS, jms("any"))
                .getQueueName();
    }

    @Test
    void made_nothingDefinedAtOpenMq_isMadeByName() throws JMSException {
        var queue = new OwnQueue("shop", "shop").made(QueueNames.WAITING, jms("Eclipse OpenMQ"));
        assertThat(queue.getQueueName()).isEqualTo("shop_SidetrackWaiting");
    }

    @Test
    void made_nothingDefinedAtArtemis_saysWhatToDeclare() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new OwnQueue("shop", "shop").made(QueueNames.HITS, jms("Apache ActiveMQ Artemis")))
                .withMessageContaining("java:app/jms/SidetrackHits does not exist")
                .withMessageContaining("<jms-destination>");
    }

    private static JMSContext jms(String provider) {
        return FakeJms.part(JMSContext.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "createQueue" -> queue((String) arguments[0]);
            case "getMetaData" -> FakeJms.part(ConnectionMetaData.class, (data, name, none) -> provider);
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private static Queue queue(String name) {
        return FakeJms.part(Queue.class, (proxy, method, arguments) -> name);
    }

    @ParameterizedTest
    @CsvSource({"'', ROOT_", "/shop, shop_", "/my-shop, my_shop_"})
    void prefix_servletContainer_isTheContextPaths(String contextPath, String prefix) {
        assertThat(OwnQueue.prefix(contextPath)).isEqualTo(prefix);
    }

    @Test
    void prefix_pathsThatDifferByASlash_areNotTheSame() {
        assertThat(OwnQueue.prefix("/shop/v1")).isNotEqualTo(OwnQueue.prefix("/shop-v1"));
    }
}
