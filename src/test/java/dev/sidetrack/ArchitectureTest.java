// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import jakarta.faces.component.UIComponent;
import jakarta.faces.event.ListenerFor;
import jakarta.faces.event.PhaseListener;
import jakarta.faces.render.Renderer;
import jakarta.inject.Named;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which package may know which; an arrow that is not here does not exist. */
@AnalyzeClasses(packages = "dev.sidetrack", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.sidetrack";

    private static final String[] API = {ROOT, ROOT + ".spi", ROOT + ".spi.http", ROOT + ".stats"};

    /** Public for others than our own packages. */
    private static final Set<String> NAMED_ELSEWHERE = Set.of(
            // Named in a descriptor or in META-INF/services: the server makes them.
            "capture.FilterInitializer",
            "capture.TrackingFilter",
            "ops.DeploymentCheck",
            // Beans of a normal scope, or with interceptors: not every server makes proxies of hidden classes.
            "capture.TrackedInterceptor",
            "ops.DeliveryReadiness",
            "ops.PublisherLiveness",
            "queue.jms.ServerTransactions",
            "store.ServerTransactions",
            "store.Transactions",
            // JMX takes public interfaces only, the reader of country files public constructors only.
            "ops.SidetrackMXBean",
            "visitor.CountryRecord",
            // Linked from the javadoc of the root package.
            "queue.jms.ServerQueue",
            // Used by queue.artemis, by constants that the compiler copies.
            "queue.jms.QueueNames");

    /** Each class with those inside it. */
    private static final SliceAssignment OUTER_CLASSES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getName().replaceAll("[$].*", ""));
        }

        @Override
        public String getDescription() {
            return "classes";
        }
    };

    @ArchTest
    static final ArchRule root_uses_nothing_of_ours = of("").uses();

    @ArchTest
    static final ArchRule config_uses_nothing_of_ours = of("config").uses();

    @ArchTest
    static final ArchRule spi_uses_root_and_config = of("spi").uses("", "config");

    @ArchTest
    static final ArchRule spi_http_uses_the_spi = of("spi.http").uses("", "spi", "config", "json");

    @ArchTest
    static final ArchRule json_uses_root = of("json").uses("");

    @ArchTest
    static final ArchRule buffer_uses_root_config_and_json = of("buffer").uses("", "config", "json");

    @ArchTest
    static final ArchRule consent_uses_root_and_config = of("consent").uses("", "config");

    @ArchTest
    static final ArchRule visitor_asks_what_was_consented_to = of("visitor").uses("", "config", "consent");

    @ArchTest
    static final ArchRule capture_knows_nothing_of_the_queue_and_the_providers =
            of("capture").uses("", "spi", "config", "consent", "visitor", "buffer", "json", "pages");

    @ArchTest
    static final ArchRule delivery_knows_no_queue = of("delivery").uses("", "spi", "config", "json");

    @ArchTest
    static final ArchRule queue_knows_nothing_of_capture_and_the_providers =
            of("queue").uses("", "spi", "config", "buffer", "json", "delivery");

    @ArchTest
    static final ArchRule queue_jms_is_one_way_to_keep_the_queues =
            of("queue.jms").uses("", "config", "delivery", "queue");

    @ArchTest
    static final ArchRule queue_artemis_is_another_that_speaks_jms_too =
            of("queue.artemis").uses("", "config", "json", "delivery", "queue", "queue.jms");

    @ArchTest
    static final ArchRule provider_knows_neither_capture_nor_the_queue =
            of("provider").uses("", "spi", "spi.http", "config", "json");

    @ArchTest
    static final ArchRule store_knows_neither_capture_nor_the_queue =
            of("store").uses("", "spi", "config", "buffer", "json");

    @ArchTest
    static final ArchRule stats_asks_the_store = of("stats").uses("", "config", "store");

    @ArchTest
    static final ArchRule pages_ask_stats_and_look_at_deliveries =
            of("pages").uses("", "config", "json", "stats", "delivery", "queue", "visitor");

    @ArchTest
    static final ArchRule only_pages_know_templates = only("pages").knows("gg.jte..");

    @ArchTest
    static final ArchRule only_visitor_reads_files_of_countries =
            only("visitor").knows("com.maxmind..");

    @ArchTest
    static final ArchRule only_store_and_stats_know_sql = noClasses()
            .that()
            .resideOutsideOfPackages("dev.sidetrack.store", "dev.sidetrack.stats")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..");

    @ArchTest
    static final ArchRule ops_watches_the_buffer_and_the_queue =
            of("ops").uses("", "config", "buffer", "delivery", "queue", "queue.artemis", "json", "spi");

    @ArchTest
    static final ArchRule no_packages_form_a_cycle =
            slices().matching("dev.sidetrack.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_consent_knows_faces = only("consent").knows("jakarta.faces..");

    @ArchTest
    static final ArchRule only_capture_pages_and_the_consent_endpoint_know_servlets = noClasses()
            .that()
            .resideOutsideOfPackages("dev.sidetrack.capture", "dev.sidetrack.pages")
            .and()
            .doNotHaveSimpleName("ConsentEndpoint")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.servlet..");

    @ArchTest
    static final ArchRule only_capture_knows_rest = only("capture").knows("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule queues_form_no_cycle =
            slices().matching("dev.sidetrack.queue.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule classes_form_no_circle =
            slices().assignedFrom(OUTER_CLASSES).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_two_packages_know_jms = noClasses()
            .that()
            .resideOutsideOfPackages("dev.sidetrack.queue.jms", "dev.sidetrack.queue.artemis")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.jms..");

    @ArchTest
    static final ArchRule only_artemis_classes_know_the_client_of_artemis = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("Artemis")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.activemq..")
            .because("the client is there only where an operator has added it");

    /** Or a server without the client fails to look whether they are beans. */
    @ArchTest
    static void what_knows_the_client_of_artemis_is_no_bean(JavaClasses classes) throws IOException {
        try (var file = ArchitectureTest.class.getResourceAsStream("/META-INF/beans.xml")) {
            var beans = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            classes.stream()
                    .filter(type -> type.getDirectDependenciesFromSelf().stream()
                            .anyMatch(each -> each.getTargetClass().getName().startsWith("org.apache.activemq")))
                    .forEach(type ->
                            assertTrue(beans.contains("<exclude name=\"" + type.getName() + "\"/>"), type.getName()));
        }
    }

    @ArchTest
    static final ArchRule only_one_class_knows_mail = noClasses()
            .that()
            .doNotHaveSimpleName("JakartaMail")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.mail..", "jakarta.activation..")
            .because("not every server has it");

    @ArchTest
    static final ArchRule only_ops_knows_health_and_telemetry = only("ops")
            .knows("org.eclipse.microprofile.health..", "io.opentelemetry..", "org.eclipse.microprofile.metrics..");

    @ArchTest
    static final ArchRule nothing_makes_servers_start_faces = noClasses()
            .should()
            .beAssignableTo(PhaseListener.class)
            .orShould()
            .beAssignableTo(UIComponent.class)
            .orShould()
            .beAssignableTo(Renderer.class)
            .orShould()
            .beAnnotatedWith(ListenerFor.class)
            .because("a war without pages of Faces would get its servlet, for *.xhtml too, and wait for it to start");

    @ArchTest
    static final ArchRule only_config_reads_microprofile_config = noClasses()
            .that()
            .resideOutsideOfPackages("dev.sidetrack.config", "dev.sidetrack.ops")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.microprofile.config..")
            .because("everything else asks Settings (the deployment check in ops has no bean to ask)");

    @ArchTest
    static final ArchRule nothing_logs_but_by_system_logger = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.jboss.logging..");

    @ArchTest
    static final ArchRule nothing_prints = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule nothing_is_serialised_by_java = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectOutputStream")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.jms.ObjectMessage");

    @ArchTest
    static final ArchRule nothing_sleeps_while_a_visitor_waits = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.sidetrack.capture", "dev.sidetrack.consent", "dev.sidetrack.visitor", "dev.sidetrack.buffer")
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "java.sql..");

    @ArchTest
    static final ArchRule public_types_of_internal_packages_are_for_other_packages = classes()
            .that()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .and()
            .resideOutsideOfPackages(API)
            .and()
            .areNotAnnotatedWith(Named.class)
            .and(describe("are named by nobody but us", type -> !isNamedElsewhere(type)))
            .should(beUsedByAnotherPackage())
            .because("everything else can be hidden, and changed without a thought of others");

    private static boolean isNamedElsewhere(JavaClass type) {
        return type.getSimpleName().startsWith("Jte")
                || NAMED_ELSEWHERE.contains(type.getName().substring(ROOT.length() + 1));
    }

    private static ArchCondition<JavaClass> beUsedByAnotherPackage() {
        return new ArchCondition<>("be used by another package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var isUsed = type.getPackage().getClasses().stream()
                        .filter(part -> part.equals(type) || part.getName().startsWith(type.getName() + "$"))
                        .flatMap(part -> part.getDirectDependenciesToSelf().stream())
                        .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
                events.add(new SimpleConditionEvent(type, isUsed, type.getName() + " could be package-private"));
            }
        };
    }

    private static From of(String name) {
        return new From(name);
    }

    private static Only only(String name) {
        return new Only(name);
    }

    private static String whole(String name) {
        return name.isEmpty() ? ROOT : ROOT + "." + name;
    }

    private record From(String name) {

        ArchRule uses(String... others) {
            Set<String> known =
                    Arrays.stream(others).map(ArchitectureTest::whole).collect(Collectors.toCollection(TreeSet::new));
            known.add(whole(name));
            var unknown = describe(
                    "are ours and in none of " + known,
                    (JavaClass used) ->
                            resideInAPackage("dev.sidetrack..").test(used) && !known.contains(used.getPackageName()));
            return noClasses().that().resideInAPackage(whole(name)).should().dependOnClassesThat(unknown);
        }
    }

    private record Only(String name) {

        ArchRule knows(String... technologies) {
            return noClasses()
                    .that()
                    .resideOutsideOfPackage(whole(name) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(technologies);
        }
    }
}
