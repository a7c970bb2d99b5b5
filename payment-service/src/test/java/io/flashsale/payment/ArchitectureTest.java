package io.flashsale.payment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.flashsale.payment");

    @Test
    void featuresFormNoCycle() {
        slices().matching("io.flashsale.payment.(*)..")
                .should()
                .beFreeOfCycles()
                .check(SERVICE);
    }

    @Test
    void theDomainKnowsNoFrameworkAndNoFeature() {
        classes()
                .that()
                .resideInAPackage("io.flashsale.payment")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.flashsale.payment")
                .check(SERVICE);
    }

    @Test
    void noOtherServiceIsImported() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.flashsale.inventory..",
                        "io.flashsale.order..",
                        "io.flashsale.edge..",
                        "io.flashsale.frontend..")
                .check(SERVICE);
    }

    @Test
    void nothingSleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(SERVICE);
    }

    @Test
    void onlyTheSimulatedProviderKnowsItsBooks() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.flashsale.payment.provider")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameStartingWith("ProviderBooks")
                .check(SERVICE);
    }
}
