package io.flashsale.edge.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CopiesTest {

    private static final SocketAddress NAME = SocketAddress.inetSocketAddress(8081, "service");
    private static final long NOW = Long.MAX_VALUE - 10;

    private final Copies copies = new Copies(new Upstream(List.of(NAME)));

    @Test
    void untilMoreIsKnownANameIsOneInstance() {
        assertThat(copies.known()).hasSize(1);
        assertThat(copies.choose(Set.of(), NOW).server()).isEqualTo(NAME);
    }

    @Test
    void instancesWithAsManyCallsTakeTurns() {
        found("10.0.0.1", "10.0.0.2", "10.0.0.3");
        Set<Copy> chosen = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            chosen.add(choose());
        }
        assertThat(chosen).hasSize(3);
    }

    @Test
    void theInstanceWithTheFewestCallsIsChosen() {
        found("10.0.0.1", "10.0.0.2");
        copies.known().get(0).begin();
        assertThat(choose()).isSameAs(copies.known().get(1));
        assertThat(choose()).isSameAs(copies.known().get(1));
        copies.known().get(1).begin();
        copies.known().get(1).begin();
        assertThat(choose()).isSameAs(copies.known().get(0));
        copies.known().get(1).end();
        copies.known().get(1).end();
        assertThat(choose()).isSameAs(copies.known().get(1));
    }

    @Test
    void anInstanceThatIsNotReadyIsLeftOutUntilItIs() {
        found("10.0.0.1", "10.0.0.2");
        copies.known().get(0).heard(false);
        for (int i = 0; i < 4; i++) {
            assertThat(choose()).isSameAs(copies.known().get(1));
        }
        assertThat(copies.wellCount(NOW)).isEqualTo(1);
        copies.known().get(0).heard(true);
        assertThat(Set.of(choose(), choose())).hasSize(2);
    }

    @Test
    void anInstanceWhoseConnectionFailedRestsForASecondOrUntilItSaysThatItIsReady() {
        found("10.0.0.1", "10.0.0.2");
        Copy failed = copies.known().get(0);
        failed.failed(NOW);
        assertThat(choose()).isSameAs(copies.known().get(1));
        assertThat(choose()).isSameAs(copies.known().get(1));
        long later = NOW + TimeUnit.SECONDS.toNanos(1);
        assertThat(failed.isWell(later - 1)).isFalse();
        assertThat(failed.isWell(later)).as("though the clock has overflowed").isTrue();
        failed.heard(true);
        assertThat(failed.isWell(NOW)).isTrue();
    }

    @Test
    void allAreTriedWhenNoneIsWell() {
        found("10.0.0.1", "10.0.0.2");
        copies.known().forEach(copy -> copy.heard(false));
        assertThat(Set.of(choose(), choose())).hasSize(2);
    }

    @Test
    void whatHasBeenTriedIsNotChosenAgainAndThereIsAnEnd() {
        found("10.0.0.1", "10.0.0.2");
        Copy first = choose();
        Copy second = copies.choose(Set.of(first), NOW);
        assertThat(second).isNotNull().isNotSameAs(first);
        assertThat(copies.choose(Set.of(first, second), NOW)).isNull();
    }

    @Test
    void instancesThatStayKeepWhatIsKnownOfThem() {
        found("10.0.0.1", "10.0.0.2");
        Copy stays = copies.known().get(1);
        stays.begin();
        stays.heard(false);
        found("10.0.0.3", "10.0.0.2");
        assertThat(copies.known()).hasSize(2).contains(stays);
        assertThat(copies.known().get(0).server().host()).isEqualTo("10.0.0.3");
        found();
        assertThat(copies.known()).hasSize(2);
    }

    @Test
    void namesAreResolvedEachForItself() {
        SocketAddress other = SocketAddress.inetSocketAddress(8082, "other");
        Copies two = new Copies(new Upstream(List.of(NAME, other)));
        two.found(NAME, List.of("10.0.0.1", "10.0.0.2"));
        assertThat(two.known()).extracting(Copy::name).containsExactlyInAnyOrder(NAME, NAME, other);
    }

    @Test
    void thereIsALimitToInstances() {
        found(IntStream.range(0, 200).mapToObj(i -> "10.0.0." + i).toArray(String[]::new));
        assertThat(copies.known()).hasSize(64);
    }

    private Copy choose() {
        return copies.choose(Set.of(), NOW);
    }

    private void found(String... addresses) {
        copies.found(NAME, List.of(addresses));
    }
}
