package io.flashsale.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.flashsale.edge");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.flashsale.edge.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theDomainKnowsNoFramework() {
        noClasses()
                .that()
                .resideInAPackage("io.flashsale.edge")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("io.flashsale.edge", "java..", "com.fasterxml.jackson.annotation")
                .check(CLASSES);
    }

    @Test
    void noOtherServiceIsDependedOn() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.flashsale.inventory..", "io.flashsale.order..", "io.flashsale.payment..")
                .check(CLASSES);
    }
}
