package io.flashsale.inventory.crashing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrashPointsTest {

    @Test
    void everyPointIsSomewhereInTheCode() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.flashsale.inventory");
        List<String> reached = classes.stream()
                .filter(each -> !each.isEquivalentTo(CrashPoints.class))
                .flatMap(each -> each.getFieldAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().isEquivalentTo(CrashPoints.class))
                .map(JavaFieldAccess::getTarget)
                .map(target -> target.getName())
                .toList();

        assertThat(Arrays.stream(CrashPoints.class.getFields()).map(field -> field.getName()))
                .hasSize(13)
                .allMatch(reached::contains);
    }
}
