package io.flashsale.launcher.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void theSameSeedGivesTheSameFaults() {
        assertThat(Schedule.of(7, 40)).isEqualTo(Schedule.of(7, 40));
        assertThat(Schedule.of(7, 40)).isNotEqualTo(Schedule.of(8, 40));
    }

    @Test
    void twentyFaultsHitEveryKindAndEveryTarget() {
        LongStream.range(0, 500).forEach(seed -> {
            List<PlannedFault> faults = Schedule.of(seed, Schedule.ALL_KINDS);
            assertThat(faults).hasSize(Schedule.ALL_KINDS);
            assertThat(EnumSet.copyOf(faults.stream().map(PlannedFault::kind).toList()))
                    .isEqualTo(EnumSet.allOf(FaultKind.class));
            assertThat(faults.stream().map(PlannedFault::target).collect(Collectors.toSet()))
                    .containsExactlyInAnyOrderElementsOf(Schedule.TARGETS);
        });
    }

    @Test
    void everyKindComesOnceBeforeAnyComesAgain() {
        LongStream.range(0, 100).forEach(seed -> {
            List<FaultKind> kinds = Schedule.of(seed, 8).stream()
                    .map(PlannedFault::kind)
                    .distinct()
                    .toList();
            assertThat(kinds).hasSize(FaultKind.values().length);
        });
    }

    @Test
    void redisIsWipedExactlyOnceAndOtherFaultsComeBeforeAndAfter() {
        LongStream.range(0, 200).forEach(seed -> {
            List<PlannedFault> faults = Schedule.of(seed, 5);
            assertThat(faults)
                    .filteredOn(fault -> fault.kind() == FaultKind.WIPE)
                    .hasSize(1);
            assertThat(faults.get(0).kind()).isNotEqualTo(FaultKind.WIPE);
            assertThat(faults.get(4).kind()).isNotEqualTo(FaultKind.WIPE);
        });
        assertThat(Schedule.of(1, 2)).noneMatch(fault -> fault.kind() == FaultKind.WIPE);
    }

    @Test
    void hardlyEverDoesTheSameToTheSameTwice() {
        LongStream.range(0, 100).forEach(seed -> assertThat(Schedule.of(seed, Schedule.ALL_KINDS).stream()
                        .map(fault -> fault.kind() + " " + fault.target())
                        .distinct()
                        .count())
                .isGreaterThanOrEqualTo(Schedule.ALL_KINDS - 2L));
    }

    @Test
    void faultsOfTheNetworkHaveRoutesThatTouchTheirTargetAndLast() {
        for (PlannedFault fault : Schedule.of(3, 200)) {
            if (fault.kind().isOfNetwork()) {
                assertThat(fault.routes()).isNotEmpty().allMatch(route -> List.of(route.client(), route.target())
                        .contains(fault.target()));
                assertThat(fault.lasts()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(6));
            } else {
                assertThat(fault.routes()).isEmpty();
            }
        }
    }

    @Test
    void someCutOneConnectionAndSomeAll() {
        List<Integer> sizes = Schedule.of(3, 200).stream()
                .filter(fault -> fault.kind().isOfNetwork())
                .map(fault -> fault.routes().size())
                .toList();
        assertThat(sizes).contains(1).anyMatch(size -> size > 2);
    }

    @Test
    void everyFaultTellsWhatItIs() {
        assertThat(Arrays.stream(FaultKind.values()).map(FaultKind::toString)).doesNotHaveDuplicates();
        assertThat(Schedule.of(3, 60)).allSatisfy(fault -> assertThat(fault.toString())
                .startsWith(fault.kind().toString()));
    }
}
