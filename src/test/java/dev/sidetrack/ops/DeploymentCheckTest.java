// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.delivery.Destinations;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URI;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the jar of an EAR lies; what is wrong in a configuration, {@code DestinationsTest} tries. */
class DeploymentCheckTest {

    private static final String TWICE = "Sidetrack's jar is in the application twice, in lib of the EAR and in"
            + " WEB-INF/lib of a war: remove one of them.";

    private final List<String> errors = new ArrayList<>();
    private final DeploymentCheck check = new DeploymentCheck();
    private RuntimeException tooEarly;

    /** The configuration that the check has made, which other tests register anew. */
    @AfterEach
    void forgetConfiguration() {
        ConfigProviderResolver.instance()
                .releaseConfig(ConfigProvider.getConfig(getClass().getClassLoader()));
    }

    @Test
    void beans_ofOneJar_areNoError() {
        check.found(bean(Destinations.class));
        check.foundElsewhere(bean(Destinations.class));
        check.foundElsewhere(bean(String.class));
        assertThat(errors).isEmpty();
    }

    /** As Payara has it, whose war gets the classes of the EAR. */
    @Test
    void beans_ofOneClassInTwoJars_failTheDeploymentWithWhatToDo() {
        check.found(bean(Destinations.class));
        check.found(bean(Destinations.class));
        assertThat(errors).containsExactly(TWICE);
    }

    /** As WildFly has it, whose war gets its own. */
    @Test
    void beans_alsoOfAJarInAWar_failTheDeploymentWithWhatToDo() {
        check.found(bean(Destinations.class));
        check.foundElsewhere(bean(destinationsFrom("file:/mall.ear/shop.war/WEB-INF/lib/sidetrack.jar")));
        assertThat(errors).containsExactly(TWICE);
    }

    @Test
    void beans_ofAnotherJarAtTheSameKindOfPlace_areNoError() {
        check.found(bean(Destinations.class));
        check.foundElsewhere(bean(destinationsFrom("file:/mall.ear/lib/sidetrack.jar")));
        assertThat(errors).isEmpty();
    }

    /** Of a jar that a war names in the {@code Class-Path} of its manifest, on Payara and WildFly. */
    @Test
    void beans_notLookedFor_failTheDeploymentWithWhatToDo() {
        check.check(part(AfterDeploymentValidation.class, null), part(BeanManager.class, null));
        assertThat(errors)
                .containsExactly("The server has not looked for beans in Sidetrack's jar: put it into WEB-INF/lib of"
                        + " the war, or into lib of the EAR.");
    }

    /** As on TomEE, and on Payara 7 those of a jar in an EAR. */
    @ParameterizedTest
    @ValueSource(classes = {ContextNotActiveException.class, UnsupportedOperationException.class})
    void beans_notThereBeforeTheApplicationBegins_areNoError(Class<? extends RuntimeException> thrown)
            throws ReflectiveOperationException {
        tooEarly = thrown.getConstructor().newInstance();
        check.found(bean(Destinations.class));
        check.check(part(AfterDeploymentValidation.class, null), part(BeanManager.class, null));
        assertThat(errors).isEmpty();
    }

    private static Class<?> destinationsFrom(String jar) {
        try (var bytes = Destinations.class.getResourceAsStream("Destinations.class")) {
            return new Other().define(bytes.readAllBytes(), jar);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @SuppressWarnings("unchecked")
    private ProcessManagedBean<Destinations> bean(Class<?> type) {
        return part(ProcessManagedBean.class, type);
    }

    private <T> T part(Class<T> type, Class<?> bean) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "addDefinitionError", "addDeploymentProblem" ->
                        errors.add(((Throwable) arguments[0]).getMessage());
                    case "getBean" -> part(Bean.class, bean);
                    case "getBeanClass" -> bean;
                    case "createCreationalContext" -> null;
                    case "getReference" -> throw tooEarly;
                    default -> throw new UnsupportedOperationException(method.toString());
                }));
    }

    /** Of another application, or of another part of one. */
    private static final class Other extends ClassLoader {

        Class<?> define(byte[] bytes, String jar) throws MalformedURLException {
            var source = new CodeSource(URI.create(jar).toURL(), (Certificate[]) null);
            return defineClass(
                    Destinations.class.getName(), bytes, 0, bytes.length, new ProtectionDomain(source, null));
        }
    }
}
