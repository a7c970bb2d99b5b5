package io.flashsale.order;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.flashsale.order");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.flashsale.order.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theDomainKnowsNothingButJava() {
        noClasses()
                .that()
                .resideInAPackage("io.flashsale.order")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("io.flashsale.order", "java..")
                .check(CLASSES);
    }

    @Test
    void noOtherServiceIsDependedOn() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.flashsale.inventory..", "io.flashsale.payment..", "io.flashsale.edge..")
                .check(CLASSES);
    }
}
