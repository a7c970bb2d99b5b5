package io.flashsale.chaos;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses classes =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.flashsale.chaos");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.flashsale.chaos.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void theJudgeDoesNotKnowTheBuyers() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("..checking..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..buying..")
                .check(classes);
    }
}
