package io.flashsale.inventory;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.flashsale.inventory");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.flashsale.inventory.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void theDomainKnowsNothingButJava() {
        noClasses()
                .that()
                .resideInAPackage("io.flashsale.inventory")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("io.flashsale.inventory", "java..")
                .check(CLASSES);
    }

    @Test
    void noOtherServiceIsDependedOn() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.flashsale.order..", "io.flashsale.payment..", "io.flashsale.edge..")
                .check(CLASSES);
    }
}
