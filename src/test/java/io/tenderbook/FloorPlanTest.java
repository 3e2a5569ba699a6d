package io.tenderbook;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The floor plan: which room may import which. Read it as the map of the code base; every arrow points down the list. */
@AnalyzeClasses(packages = "io.tenderbook", importOptions = ImportOption.DoNotIncludeTests.class)
class FloorPlanTest {
    private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            entry("platform", List.of()),
            entry("embedded", List.of("platform")),
            entry("sandbox", List.of("platform")),
            entry("organisation", List.of("platform")),
            entry("http", List.of("organisation", "platform")),
            entry("provider", List.of("organisation", "platform")),
            entry("customer", List.of("provider", "organisation", "platform")),
            entry("paymentmethod", List.of("customer", "provider", "organisation", "platform")),
            entry("webhook", List.of("customer", "provider", "organisation", "platform")),
            entry("sync", List.of("webhook", "paymentmethod", "customer", "provider", "organisation", "platform")),
            entry("stripe", List.of("webhook", "paymentmethod", "customer", "provider", "organisation", "platform")),
            entry("demo", List.of("paymentmethod", "customer", "provider", "organisation", "platform")),
            entry("administration", List.of("paymentmethod", "customer", "provider", "organisation", "platform")),
            entry(
                    "graphql",
                    List.of(
                            "administration",
                            "sync",
                            "webhook",
                            "paymentmethod",
                            "customer",
                            "provider",
                            "organisation",
                            "platform")),
            entry(
                    "cli",
                    List.of(
                            "administration",
                            "sync",
                            "webhook",
                            "paymentmethod",
                            "customer",
                            "provider",
                            "organisation",
                            "platform")));

    /** Third-party doors: these libraries enter through these rooms alone. */
    private static final Map<String, List<String>> ONLY_IN = Map.of(
            "com.stripe..", List.of("stripe"),
            "graphql..", List.of("graphql"),
            "com.github.kagkarlsson..", List.of("platform"),
            "com.nimbusds..", List.of("organisation"),
            "io.micrometer..", List.of("provider", "webhook", "sync", "graphql"),
            "io.opentelemetry..", List.of("platform", "provider", "webhook", "http", "graphql"),
            "org.jdbi..",
                    List.of("platform", "organisation", "provider", "customer", "paymentmethod", "webhook", "sync"));

    @ArchTest
    static void everyRoomImportsOnlyWhatThePlanAllows(JavaClasses code) {
        MAY_IMPORT.forEach((room, allowed) -> noClasses()
                .that()
                .resideInAPackage(inside(room))
                .should()
                .dependOnClassesThat(resideInAPackage("io.tenderbook..")
                        .and(resideOutsideOfPackages(insideAll(
                                Stream.concat(Stream.of(room), allowed.stream()).toList()))))
                .allowEmptyShould(true)
                .check(code));
    }

    @ArchTest
    static void everyClassLivesInARoom(JavaClasses code) {
        classes()
                .that(resideOutsideOfPackages("io.tenderbook"))
                .should()
                .resideInAnyPackage(insideAll(MAY_IMPORT.keySet()))
                .check(code);
    }

    @ArchTest
    static void librariesEnterThroughTheirDoors(JavaClasses code) {
        ONLY_IN.forEach((library, rooms) -> noClasses()
                .that(resideOutsideOfPackages(insideAll(rooms)))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .check(code));
    }

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.tenderbook.(*)..").should().beFreeOfCycles();

    private static String inside(String room) {
        return "io.tenderbook." + room + "..";
    }

    private static String[] insideAll(Collection<String> rooms) {
        return rooms.stream().map(FloorPlanTest::inside).toArray(String[]::new);
    }
}
